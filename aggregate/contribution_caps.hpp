#pragma once

#include <cstdint>

#include "vocabulary/statistic.hpp"

namespace celltally {

// To how many numbers of a table one person adds at most in a day; the defaults are the privacy
// reference's (2.3). Presence and machines have as many as the day has bins, and quality has one:
// these are not chosen.
struct ContributionCaps {
  static constexpr std::uint32_t kMost = 24;

  std::uint32_t dwell = 4;
  std::uint32_t flows = 4;
  std::uint32_t origin = 2;
  std::uint32_t roamers = 2;
  std::uint32_t segments = 3;
  std::uint32_t visitors = 6;

  // Of a statistic that has one to choose; nullptr otherwise.
  constexpr std::uint32_t* of(Statistic statistic) noexcept {
    switch (statistic) {
      case Statistic::dwell: return &dwell;
      case Statistic::flows: return &flows;
      case Statistic::origin: return &origin;
      case Statistic::roamers: return &roamers;
      case Statistic::segments: return &segments;
      case Statistic::visitors: return &visitors;
      default: return nullptr;
    }
  }

  friend bool operator==(const ContributionCaps&, const ContributionCaps&) = default;
};

}  // namespace celltally
