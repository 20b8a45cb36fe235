#include "config/load_config.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <fstream>
#include <system_error>

#include "config/config_loader.hpp"
#include "config/config_text_check.hpp"
#include "config/schema.hpp"
#include "config/yaml_reader.hpp"

namespace celltally {

namespace {

Failure<ConfigProblems> whole_file(std::string_view name, std::string text) {
  const SourceText nothing{name, ""};
  return fail(ConfigProblems{nothing.problem({}, "", std::move(text))});
}

constexpr std::string_view kBegin =
    "; begin with version: 1, and see celltally config explain for the rest";

}  // namespace

Result<CelltallyConfig, ConfigProblems> load_config_text(std::string_view name,
                                                         std::string_view text,
                                                         const LoadOptions& options) {
  const SourceText source{name, text};
  ProblemNotes notes{source};
  // What is no text, or has other lines than it seems, is not worth reading further.
  check_config_text(source, notes);
  if (!notes.empty()) return fail(notes.in_order());

  const auto root = read_yaml(source, notes);
  if (!root || root->kind == YamlNode::Kind::nothing) {
    if (notes.empty()) notes.note({}, "", "the file is empty" + std::string{kBegin});
    return fail(notes.in_order());
  }
  if (root->kind != YamlNode::Kind::mapping) {
    if (notes.empty()) {
      notes.note(root->at, "", "the file is no list of keys and values" + std::string{kBegin});
    }
    return fail(notes.in_order());
  }
  CelltallyConfig config;
  ConfigLoader loader{*root, options, notes};
  describe(loader, config);
  loader.note_unknown_keys();
  if (!notes.empty()) return fail(notes.in_order());
  return config;
}

Result<CelltallyConfig, ConfigProblems> load_config(const std::string& path,
                                                    const LoadOptions& options) {
  struct stat status {};
  if (stat(path.c_str(), &status) != 0) {
    return whole_file(path, "cannot be read: " + std::generic_category().message(errno));
  }
  if (S_ISDIR(status.st_mode)) return whole_file(path, "is a folder; name the file in it");
  errno = 0;
  std::ifstream file{path, std::ios::binary};
  // One octet more than is allowed: then it is seen to be too much, whatever the file is.
  std::string text(kConfigOctetsMax + 1, '\0');
  file.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (!file.is_open() || file.bad()) {
    return whole_file(path, "cannot be read: " + std::generic_category().message(errno));
  }
  text.resize(static_cast<std::size_t>(file.gcount()));
  return load_config_text(path, text, options);
}

}  // namespace celltally
