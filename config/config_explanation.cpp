#include "config/config_explanation.hpp"

#include <algorithm>
#include <vector>

#include "config/nearest_word.hpp"
#include "config/setting_list.hpp"
#include "config/shown_text.hpp"

namespace celltally {

namespace {

// "ship.sinks[0].url" and "ship.sinks[].url" are "ship.sinks.url".
std::string plain(std::string_view path) {
  std::string text;
  bool inside = false;
  for (const char c : path) {
    if (c == '[') inside = true;
    if (!inside) text += c;
    if (c == ']') inside = false;
  }
  return text;
}

std::string_view last_part(std::string_view path) {
  const std::size_t dot = path.rfind('.');
  return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

std::string_view need(const SettingNote& note) {
  switch (note.needed) {
    case NeededBy::nobody: return "";
    case NeededBy::probe: return "required by the probe";
    case NeededBy::shipper: return "required by the shipper";
    case NeededBy::everybody: break;
  }
  return "required";
}

std::string_view reader(const SettingNote& note) {
  const bool named = note.needed != NeededBy::nobody;
  switch (note.whose) {
    case Purpose::probe: return named ? "read by it alone" : "read by the probe alone";
    case Purpose::shipper: return named ? "read by it alone" : "read by the shipper alone";
    case Purpose::both: break;
  }
  return "";
}

// An example, where what may be written does not show it anyway.
std::string_view example(const SettingNote& note) {
  return note.words.find(note.example) == std::string::npos ? std::string_view{note.example} : "";
}

std::string facts(const SettingNote& note) {
  std::string text = note.words;
  const auto add = [&text](const std::string& fact) {
    if (!fact.empty()) text += (text.empty() ? "" : "; ") + fact;
  };
  add(std::string{need(note)});
  add(std::string{reader(note)});
  if (!note.standard.empty()) add("default " + note.standard);
  if (!example(note).empty()) add("example: " + note.example);
  return text;
}

std::string for_terminal(const SettingNote& note) {
  std::string text =
      note.path + (note.only.empty() ? "" : " (type: " + note.only + ")") + "\n    " + note.meaning;
  const std::string more = facts(note);
  if (!more.empty()) text += "\n    " + more;
  return text + "\n";
}

// The key itself first, then one that is called so somewhere.
std::string nearest_key(const std::vector<SettingNote>& notes, const std::string& key) {
  std::vector<std::string> paths;
  for (const SettingNote& note : notes) {
    paths.push_back(plain(note.path));
    if (last_part(paths.back()) == key) return paths.back();
  }
  const std::vector<std::string_view> words(paths.begin(), paths.end());
  return std::string{nearest_word(key, words)};
}

// A cell of a table ends at a bar.
std::string cell(std::string_view text) {
  std::string safe;
  for (const char c : text) safe += c == '|' ? std::string{"\\|"} : std::string(1, c);
  return safe;
}

std::string code(std::string_view text) {
  return text.empty() ? "" : "`" + cell(text) + "`";
}

std::string row(const SettingNote& note) {
  const std::string standard = note.needed != NeededBy::nobody ? "required" : code(note.standard);
  const std::string shown = example(note).empty() ? "" : ", such as " + code(note.example);
  return "| " + code(last_part(note.path)) + " | " + cell(note.meaning) + " | " + cell(note.words) +
         shown + " | " + standard + " |\n";
}

constexpr std::string_view kTable =
    "\n| key | what it is | what to write | default |\n"
    "| --- | --- | --- | --- |\n";

constexpr std::string_view kIntroduction =
    R"(# Configuration

Written by `celltally config explain --markdown` from the schema that also checks the file: do not
edit.

One YAML file, `/etc/celltally/celltally.yaml`, configures both daemons. Each asks only for the
sections that it needs, and passes over those that the other one reads alone: what stands there
cannot keep it from starting, as long as the file is YAML as below and has no unknown section.
`celltally validate FILE` looks at all of it, tells every problem at once, with its place and what
to write instead, and ends with exit code 78 when there is one. `celltally config print FILE`
shows what is in force, `celltally config schema` gives editors a JSON Schema. Annotated examples
are in [examples](examples/).

- Numbers are decimal digits: `010` and `0x10` are refused. `true` and `false` are the only flags.
- Sizes have a unit, B, KiB, MiB, GiB or TiB. So have durations: s, min, h or d.
- Paths are absolute, without `.` and `..` and without a slash at the end.
- Secrets stand in files of their own, which only their owner and group may read, or in systemd's
  credentials (`credential:NAME`). The configuration names the file.
- Refused: unknown and repeated keys, tabs, anchors and aliases (`&`, `*`), merge keys (`<<`),
  tags (`!`), values over several lines, several documents in a file, a byte order mark, files
  larger than 1MiB.
)";

}  // namespace

Result<std::string, std::string> explain_settings(std::string_view key) {
  const auto notes = list_settings();
  const std::string wanted = plain(key);
  std::string text;
  for (const SettingNote& note : notes) {
    const std::string path = plain(note.path);
    if (wanted.empty() || path == wanted || path.starts_with(wanted + ".")) {
      text += for_terminal(note);
    }
  }
  if (!text.empty()) return text;
  const std::string nearest = nearest_key(notes, wanted);
  return fail("there is no key " + quoted_for_message(key) +
              (nearest.empty() ? "; all keys: celltally config explain"
                               : "; did you mean " + nearest + "?"));
}

std::string explain_settings_as_markdown() {
  const auto notes = list_settings();
  std::string text{kIntroduction};
  std::string section{"-"};  // whose table is open
  for (const SettingNote& note : notes) {
    if (note.section) {
      text += "\n## `" + note.path + "`\n\nWhat it is: " + note.meaning;
      for (const std::string_view fact : {need(note), reader(note)}) {
        if (!fact.empty()) text += "; " + std::string{fact};
      }
      text += ".\n";
      section = "-";
      continue;
    }
    const std::string here = note.path.substr(0, note.path.size() - last_part(note.path).size());
    if (section != here + note.only) {
      if (here.empty()) text += "\n## The file\n";
      if (!note.only.empty()) text += "\nWith `type: " + note.only + "` also:\n";
      text += kTable;
      section = here + note.only;
    }
    text += row(note);
  }
  return text;
}

}  // namespace celltally
