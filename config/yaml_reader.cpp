#include "config/yaml_reader.hpp"

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

#include "config/load_config.hpp"
#include "config/shown_text.hpp"

namespace celltally {

namespace {

// Octets of a key in a path; a longer one is no key of ours.
constexpr std::size_t kKeyShown = 60;

// Thrown through the parser when there is no sense in reading on.
struct Enough {};

TextPlace place_of(const YAML::Mark& mark) {
  if (mark.is_null()) return {};
  return {static_cast<std::size_t>(mark.line) + 1, static_cast<std::size_t>(mark.column)};
}

// Whether the scalar that begins `line` ends there too: in its quotes, or as it stands.
bool on_one_line(std::string_view line, bool quoted, std::string_view text) {
  if (!quoted) return line.starts_with(text);
  const char quote = line.empty() ? '\0' : line.front();
  if (quote != '"' && quote != '\'') return false;  // a block, | or >
  for (std::size_t i = 1; i < line.size(); ++i) {
    const bool escaped =
        (quote == '"' && line[i] == '\\') || (quote == '\'' && line.substr(i).starts_with("''"));
    if (!escaped && line[i] == quote) return true;
    if (escaped) ++i;
  }
  return false;
}

// Builds the tree from what the parser comes upon.
class Builder : public YAML::EventHandler {
 public:
  Builder(const SourceText& source, ProblemNotes& notes) : source_(source), notes_(notes) {}

  std::optional<YamlNode> take() { return std::move(root_); }

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (++documents_ < 2) return;
    notes_.note(place_of(mark), "",
                "a second document begins here; keep one, and take out the lines ---");
    throw Enough{};
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    attach({.kind = YamlNode::Kind::nothing, .at = place_of(mark)});
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    refuse_anchor(mark, anchor);
    attach({.kind = YamlNode::Kind::refused, .at = place_of(mark)});
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    YamlNode node{
        .kind = YamlNode::Kind::scalar, .at = place_of(mark), .text = value, .quoted = tag == "!"};
    if (anchor == 0 && (tag == "?" || tag == "!") &&
        !on_one_line(source_.rest_of_line(node.at), node.quoted, value)) {
      notes_.note(node.at, path(),
                  "goes over several lines; write it in one, and close its quotes if it has some");
      node.kind = YamlNode::Kind::refused;
    }
    attach(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::list, mark, tag, anchor);
  }
  void OnSequenceEnd() override { close(); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    open(YamlNode::Kind::mapping, mark, tag, anchor);
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    YamlNode node;
    std::optional<YamlNode> key;                // of a mapping: read, its value not yet
    std::map<std::string, std::size_t> keys{};  // with their lines
  };

  void refuse_anchor(const YAML::Mark& mark, YAML::anchor_t anchor) {
    if (anchor == 0) return;
    notes_.note(place_of(mark), path(),
                "anchors (&) and aliases (*) are not read; write the value out");
  }

  void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    if (tag.empty() || tag == "?" || tag == "!") return;
    notes_.note(place_of(mark), path(), "tags (!) are not read; leave it out");
  }

  void open(YamlNode::Kind kind, const YAML::Mark& mark, const std::string& tag,
            YAML::anchor_t anchor) {
    refuse_anchor(mark, anchor);
    refuse_tag(mark, tag);
    if (open_.size() >= kConfigDepthMax) {
      notes_.note(place_of(mark), "",
                  "this is nested deeper than any setting; look for a missing key or bracket");
      throw Enough{};
    }
    open_.push_back({.node = {.kind = kind, .at = place_of(mark)}, .key = {}});
  }

  void close() {
    YamlNode node = std::move(open_.back().node);
    open_.pop_back();
    attach(std::move(node));
  }

  void attach(YamlNode node) {
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (open_.back().node.kind == YamlNode::Kind::list) {
      open_.back().node.children.push_back(std::move(node));
    } else if (!open_.back().key) {
      take_key(std::move(node));
    } else {
      take_value(std::move(node));
    }
  }

  void take_key(YamlNode node) {
    if (node.kind != YamlNode::Kind::scalar && node.kind != YamlNode::Kind::refused) {
      notes_.note(node.at, path(), "a key is one word; write key: value");
      node.kind = YamlNode::Kind::refused;
    }
    open_.back().key = std::move(node);
  }

  void take_value(YamlNode value) {
    const std::string at = path();
    Open& mapping = open_.back();
    const YamlNode key = std::exchange(mapping.key, std::nullopt).value();
    if (key.kind == YamlNode::Kind::refused) return;
    const auto [first, is_new] = mapping.keys.emplace(key.text, key.at.line);
    if (!is_new) {
      notes_.note(
          key.at, at,
          "is here twice, first in line " + std::to_string(first->second) + "; keep one of them");
      return;
    }
    value.key = key.text;
    value.key_at = key.at;
    mapping.node.children.push_back(std::move(value));
  }

  // Of the value that is being read: "ship.sinks[0].url".
  std::string path() const {
    std::string path;
    for (const Open& level : open_) {
      if (level.node.kind == YamlNode::Kind::list) {
        path += "[" + std::to_string(level.node.children.size()) + "]";
      } else if (level.key) {
        path +=
            (path.empty() ? "" : ".") + printable_characters(level.key->text.substr(0, kKeyShown));
      }
    }
    return path;
  }

  const SourceText& source_;
  ProblemNotes& notes_;
  int documents_ = 0;
  std::vector<Open> open_;
  std::optional<YamlNode> root_;
};

// What the parser says, with what usually is the cause.
void note_syntax(const YAML::Exception& error, const SourceText& source, ProblemNotes& notes) {
  TextPlace place = place_of(error.mark);
  // Something that is not closed is missed after the last line.
  if (place.line > source.lines()) place = {source.lines(), source.line(source.lines()).size()};
  std::string_view mend = "look at the indentation, colons, quotes and brackets here and above";
  if (error.msg == "the referenced anchor is not defined") {
    mend = "write the value in quotes if it begins with *";
  } else if (error.msg == "illegal map value") {
    mend = "write the value in quotes if it has a colon and a space in it; look at the indentation";
  } else if (error.msg == "unknown token") {
    mend = "write the value in quotes if it begins with @, ` or %";
  }
  notes.note(place, "",
             "this is no YAML: " + printable_characters(error.msg) + "; " + std::string{mend});
}

}  // namespace

std::optional<YamlNode> read_yaml(const SourceText& source, ProblemNotes& notes) {
  std::istringstream in{std::string{source.text()}};
  Builder builder{source, notes};
  // The library throws; nobody else here does.
  try {
    YAML::Parser parser{in};
    while (parser.HandleNextDocument(builder)) {
    }
  } catch (const YAML::Exception& error) {
    note_syntax(error, source, notes);
  } catch (const Enough&) {
    return std::nullopt;
  }
  return builder.take();
}

}  // namespace celltally
