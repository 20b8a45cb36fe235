#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "config/load_config.hpp"
#include "config/problem_notes.hpp"
#include "config/setting_visitor.hpp"
#include "config/yaml_node.hpp"

namespace celltally {

// Fills a configuration's fields from YAML and notes everything that is wrong. Used once, for
// describe(); borrows all it is given.
class ConfigLoader : public SettingVisitor {
 public:
  ConfigLoader(const YamlNode& root, const LoadOptions& options, ProblemNotes& notes);

  void value(const Setting& setting) override;
  void section(const SettingKey& key, bool present, const Describe& describe) override;
  void items(const SettingKey& key, const Items& items) override;
  void alternatives(const SettingKey& key, std::size_t chosen,
                    std::span<const Alternative> alternatives) override;
  void rule(std::initializer_list<std::string_view> keys, bool holds,
            const std::string& problem) override;
  void exactly_one(std::initializer_list<std::string_view> keys) override;
  void unique(std::string_view list, std::string_view key) override;

  // After everything was described: what else stands in the file.
  void note_unknown_keys();

 private:
  // The section that is being filled.
  struct Level {
    const YamlNode* node;
    std::string path;
    bool check_files;
    std::vector<std::string_view> known{};
    bool open = false;  // which keys belong here is not known
  };

  Level& level() { return levels_.back(); }
  std::string path_of(std::string_view key) const;
  TextPlace place_of_section() const;

  // The value of a key, which is known from now on; noted when it is missing and needed.
  const YamlNode* wanted(const SettingKey& key, bool needed, const std::string& mend);

  void note(const YamlNode& node, const std::string& path, std::string problem);
  bool is_bad(std::string_view key) const;

  void read_one(const Setting& setting, const YamlNode& node);
  void read_list(const Setting& setting, const YamlNode& node);
  bool check_list(const Setting& setting, const YamlNode& node);
  std::string problem_outside(const ValueShape& shape, const SettingValue& value) const;
  void describe_level(Level next, const Describe& describe);
  void note_unknown_key(const YamlNode& node);

  const LoadOptions& options_;
  ProblemNotes& notes_;
  std::vector<Level> levels_;
  std::set<std::string, std::less<>> bad_;  // paths of keys that have a problem
};

}  // namespace celltally
