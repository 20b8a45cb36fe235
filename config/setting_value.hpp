#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "config/text_rule.hpp"
#include "config/yaml_node.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// What a setting may be: how it is written, checked and told of.
struct ValueShape {
  enum class Kind : std::uint8_t { number, tenths, size, duration, flag, choice, text };

  struct Choice {
    std::string_view name;
    std::uint64_t value;
  };

  Kind kind = Kind::text;
  std::uint64_t least =
      0;  // of a number; of tenths in tenths; of a size in octets; of a duration in seconds
  std::uint64_t most = 0;
  std::uint64_t advised = 0;  // the least that is told, where less needs another setting
  std::vector<Choice> choices{};
  const TextRule* rule = nullptr;  // of a text
};

// A number, octets, seconds, 0 or 1, or what a choice stands for; or a text.
using SettingValue = std::variant<std::uint64_t, std::string>;

// What can be written: "10 to 1000000", "1s to 7d", "true or false", "text or json".
std::string words_of(const ValueShape& shape);

// As it is written in the file: "20", "14d", "1GiB", "true", "\"0000:03:00.0\"".
std::string written(const ValueShape& shape, const SettingValue& value);

// Fails with what is wrong and what to write: "3 is out of range; write 10 to 1000000".
Result<SettingValue, std::string> read_value(const ValueShape& shape, const YamlNode& node);

}  // namespace celltally
