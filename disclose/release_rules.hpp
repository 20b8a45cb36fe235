#pragma once

#include <cstdint>
#include <optional>

namespace celltally {

// Mode threshold_only (design decision 9): a number is published when at least `people_min`
// different people are behind it, rounded to the nearest multiple of `rounding`; else withheld. Not
// protection against somebody who knows almost everyone in a cell, or who compares overlapping
// numbers: every output says so.
//
// `people_min` is a multiple of `rounding`: then a published number is never below the threshold,
// and each stands for `rounding` exact ones, the least one for the upper half of them.
struct ReleaseRules {
  static constexpr std::uint64_t kPeopleMinDefault = 20;
  static constexpr std::uint64_t kPeopleMinFloor = 10;  // below it only with an explicit override

  std::uint64_t people_min = kPeopleMinDefault;
  std::uint64_t rounding = 5;  // 1 or more

  bool consistent() const noexcept {
    return rounding >= 1 && people_min >= 1 && people_min % rounding == 0;
  }
  bool below_floor() const noexcept { return people_min < kPeopleMinFloor; }
};

// The number as it may be published; nothing when too few people are behind it. The threshold
// looks at people, never at the value: a thousand events of one person are one person.
// REQUIRES: rules.consistent().
std::optional<std::uint64_t> released_value(std::uint64_t value, std::uint64_t people,
                                            const ReleaseRules& rules) noexcept;

}  // namespace celltally
