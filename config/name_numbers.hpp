#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace celltally {

// Numbers the names of zones or sites in the order in which they come, each name once. The numbers
// are those of places until all names are known, and sorted.
class NameNumbers {
 public:
  // Nothing when it is no name (PlaceNames::is_name).
  std::optional<std::uint32_t> of(std::string_view name);

  bool has(std::string_view name) const { return numbers_.contains(name); }
  const std::vector<std::string>& names() const noexcept { return names_; }  // by number

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const noexcept {
      return std::hash<std::string_view>{}(text);
    }
  };

  std::unordered_map<std::string, std::uint32_t, Hash, std::equal_to<>> numbers_;
  std::vector<std::string> names_;
};

}  // namespace celltally
