#pragma once

#include <cstdint>

namespace celltally {

// Mode threshold_only (design decision 9): a number is published when at least `people_min`
// different people are behind it, rounded to the nearest multiple of `rounding`; else withheld. Not
// protection against somebody who knows almost everyone in a cell, or who compares overlapping
// numbers: every output says so.
struct ReleaseRules {
  static constexpr std::uint64_t kPeopleMinDefault = 20;
  static constexpr std::uint64_t kPeopleMinFloor = 10;  // below it only with an explicit override

  std::uint64_t people_min = kPeopleMinDefault;
  std::uint64_t rounding = 5;  // 1 or more
};

}  // namespace celltally
