#pragma once

#include <cstdint>

#include "noise/noise.hpp"
#include "noise/privacy_loss.hpp"

namespace celltally {

// How the numbers of one statistic are protected by noise.
struct FamilyRules {
  std::uint32_t cap = 1;  // of its numbers, how many one person may be in a day, once in each
  Noise noise;
  std::uint64_t threshold = 0;  // of the number with its noise: below it nothing is said; 0: none

  PrivacyLoss loss() const noexcept { return PrivacyLoss::of(cap, noise); }

  friend bool operator==(const FamilyRules&, const FamilyRules&) = default;
};

}  // namespace celltally
