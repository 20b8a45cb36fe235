#pragma once

#include <cstdint>

namespace celltally {

// Section `protection`: what makes a count fit to be published.
struct ProtectionConfig {
  static constexpr std::uint64_t kPeopleMinFloor = 10;  // below it only with allow_small_groups

  enum class Mode : std::uint8_t { threshold_only };

  Mode mode = Mode::threshold_only;
  std::uint64_t people_min = 20;  // a multiple of rounding
  std::uint64_t rounding = 5;     // 1 or more
  bool allow_small_groups = false;

  bool operator==(const ProtectionConfig&) const = default;
};

}  // namespace celltally
