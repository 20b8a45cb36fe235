#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "config/text_place.hpp"

namespace celltally {

// A YAML value as it stands in the file: nothing is converted, everything has its place.
struct YamlNode {
  enum class Kind : std::uint8_t {
    nothing,  // no value, ~ or null
    scalar,
    list,
    mapping,
    refused,  // a problem was told already, and nobody needs to look at it again
  };

  Kind kind = Kind::nothing;
  TextPlace at{};
  std::string text{};   // of a scalar
  bool quoted = false;  // a scalar in quotes

  std::string key{};  // of a value in a mapping
  TextPlace key_at{};

  std::vector<YamlNode> children{};  // of a list or mapping, in the order of the file

  const YamlNode* find(std::string_view name) const noexcept {
    for (const YamlNode& child : children) {
      if (child.key == name) return &child;
    }
    return nullptr;
  }
};

}  // namespace celltally
