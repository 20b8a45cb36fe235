#include "config/config_loader.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>

#include "config/nearest_word.hpp"
#include "config/secret_file.hpp"
#include "config/shown_text.hpp"

namespace celltally {

namespace {

std::string about(const SettingKey& key) {
  return " (" + std::string{key.meaning} + ")";
}

bool is_needed(NeededBy by, Purpose purpose) {
  switch (by) {
    case NeededBy::nobody: return false;
    case NeededBy::probe: return purpose != Purpose::shipper;
    case NeededBy::shipper: return purpose != Purpose::probe;
    case NeededBy::everybody: break;
  }
  return true;
}

bool is_others(Purpose whose, Purpose reader) {
  return whose != Purpose::both && reader != Purpose::both && whose != reader;
}

// Where to point: at the value, or at the key when there is none.
TextPlace place_of(const YamlNode& node) {
  return node.kind == YamlNode::Kind::nothing && node.key_at.line > 0 ? node.key_at : node.at;
}

}  // namespace

ConfigLoader::ConfigLoader(const YamlNode& root, const LoadOptions& options, ProblemNotes& notes)
    : options_(options), notes_(notes) {
  levels_.push_back({.node = &root, .path = "", .check_files = options.check_files});
}

std::string ConfigLoader::path_of(std::string_view key) const {
  const std::string& path = levels_.back().path;
  return path.empty() ? std::string{key} : path + "." + std::string{key};
}

TextPlace ConfigLoader::place_of_section() const {
  const YamlNode& node = *levels_.back().node;
  return node.key_at.line > 0 ? node.key_at : node.at;
}

void ConfigLoader::note(const YamlNode& node, const std::string& path, std::string problem) {
  bad_.insert(path);
  if (node.kind != YamlNode::Kind::refused) notes_.note(place_of(node), path, std::move(problem));
}

const YamlNode* ConfigLoader::wanted(const SettingKey& key, bool needed, const std::string& mend) {
  level().known.push_back(key.name);
  const YamlNode* node = level().node->find(key.name);
  if (node == nullptr && needed) {
    notes_.note(place_of_section(), path_of(key.name), "is missing; write " + mend + about(key));
    bad_.insert(path_of(key.name));
  }
  return node;
}

void ConfigLoader::value(const Setting& setting) {
  std::string mend = (setting.list ? "a list, each " : "") + words_of(setting.shape);
  if (!setting.key.example.empty() && mend.find("such as") == std::string::npos)
    mend += ", such as " + std::string{setting.key.example};
  const bool needed = is_needed(setting.key.needed, options_.purpose);
  const YamlNode* node = wanted(setting.key, needed, mend);
  if (node == nullptr) return;
  if (setting.list) {
    read_list(setting, *node);
  } else {
    read_one(setting, *node);
  }
}

void ConfigLoader::read_one(const Setting& setting, const YamlNode& node) {
  const std::string path = path_of(setting.key.name);
  const auto value = read_value(setting.shape, node);
  if (!value) return note(node, path, value.error() + about(setting.key));
  const std::string problem = problem_outside(setting.shape, *value);
  if (!problem.empty()) note(node, path, problem);
  setting.set(std::vector<SettingValue>(1, *value));
}

bool ConfigLoader::check_list(const Setting& setting, const YamlNode& node) {
  const std::string path = path_of(setting.key.name);
  if (node.kind != YamlNode::Kind::list) {
    const std::string mend = setting.key.example.empty() ? "[" + words_of(setting.shape) + "]"
                                                         : std::string{setting.key.example};
    note(node, path, "is no list; write one, such as " + mend + about(setting.key));
    return false;
  }
  if (node.children.size() < setting.values_min) {
    note(node, path, "is empty; write " + words_of(setting.shape) + about(setting.key));
    return false;
  }
  if (node.children.size() > setting.values_max) {
    note(node, path, "has more than " + std::to_string(setting.values_max) + " items; write fewer");
    return false;
  }
  return true;
}

void ConfigLoader::read_list(const Setting& setting, const YamlNode& node) {
  if (!check_list(setting, node)) return;
  std::vector<SettingValue> values;
  for (std::size_t i = 0; i < node.children.size(); ++i) {
    const YamlNode& item = node.children[i];
    const std::string path = path_of(setting.key.name) + "[" + std::to_string(i) + "]";
    const auto value = read_value(setting.shape, item);
    if (!value) {
      note(item, path, value.error() + about(setting.key));
      continue;
    }
    const std::string problem = problem_outside(setting.shape, *value);
    if (!problem.empty()) note(item, path, problem);
    if (std::find(values.begin(), values.end(), *value) != values.end()) {
      note(item, path, "is in the list twice; keep one");
    }
    values.push_back(*value);
  }
  setting.set(values);
}

// What only the machine knows.
std::string ConfigLoader::problem_outside(const ValueShape& shape,
                                          const SettingValue& value) const {
  if (shape.rule == nullptr) return {};
  const std::string& text = std::get<std::string>(value);
  const bool check_files = levels_.back().check_files;
  switch (shape.rule->names) {
    case TextRule::Names::nothing: return {};
    case TextRule::Names::zone: return options_.zone_problem ? options_.zone_problem(text) : "";
    case TextRule::Names::file: return check_files ? file_problem(text) : "";
    case TextRule::Names::secret: break;
  }
  if (!check_files) return {};
  if (text.starts_with('/')) return secret_problem(text);
  // Without systemd there are no credentials yet, and nothing is wrong.
  if (options_.credentials_directory.empty()) return {};
  return file_problem(secret_path(text, options_.credentials_directory).value());
}

void ConfigLoader::describe_level(Level next, const Describe& describe) {
  levels_.push_back(std::move(next));
  describe(*this);
  note_unknown_keys();
  levels_.pop_back();
}

void ConfigLoader::section(const SettingKey& key, bool, const Describe& describe) {
  if (is_others(key.whose, options_.purpose)) return level().known.push_back(key.name);
  const YamlNode* node =
      wanted(key, is_needed(key.needed, options_.purpose), "this section, its keys below it");
  if (node == nullptr) return;
  const std::string path = path_of(key.name);
  if (node->kind != YamlNode::Kind::mapping) {
    const bool empty = node->kind == YamlNode::Kind::nothing;
    return note(*node, path,
                std::string{empty ? "is empty" : "is no section"} +
                    "; write its keys below it, indented, each with a colon and a space" +
                    (empty ? ", or take it out" : "") + about(key));
  }
  const bool others = key.needed != NeededBy::nobody && !is_needed(key.needed, options_.purpose);
  describe_level({.node = node, .path = path, .check_files = level().check_files && !others},
                 describe);
}

void ConfigLoader::items(const SettingKey& key, const Items& items) {
  const YamlNode* node =
      wanted(key, is_needed(key.needed, options_.purpose), "a list, each item after a dash");
  if (node == nullptr) return;
  const std::string path = path_of(key.name);
  if (node->kind != YamlNode::Kind::list || node->children.empty()) {
    const bool empty = node->kind == YamlNode::Kind::list || node->kind == YamlNode::Kind::nothing;
    return note(*node, path,
                std::string{empty ? "is empty" : "is no list"} +
                    "; write items below it, each after a dash" + about(key));
  }
  if (node->children.size() > items.items_max) {
    return note(*node, path,
                "has more than " + std::to_string(items.items_max) + " items; write fewer");
  }
  items.resize(node->children.size());
  for (std::size_t i = 0; i < node->children.size(); ++i) {
    const YamlNode& item = node->children[i];
    const std::string item_path = path + "[" + std::to_string(i) + "]";
    if (item.kind != YamlNode::Kind::mapping) {
      note(item, item_path, "is no section; write keys and values after the dash");
      continue;
    }
    describe_level({.node = &item, .path = item_path, .check_files = level().check_files},
                   [&](SettingVisitor& in) { items.describe(in, i); });
  }
}

void ConfigLoader::alternatives(const SettingKey& key, std::size_t,
                                std::span<const Alternative> alternatives) {
  ValueShape shape{.kind = ValueShape::Kind::choice};
  for (const Alternative& alternative : alternatives) {
    shape.choices.push_back({alternative.name, shape.choices.size()});
  }
  std::optional<std::uint64_t> chosen;
  value({.key = key, .shape = shape, .get = {}, .set = [&](const auto& values) {
           chosen = std::get<std::uint64_t>(values.front());
         }});
  if (chosen) {
    alternatives[*chosen].describe(*this);
  } else {
    level().open = true;
  }
}

}  // namespace celltally
