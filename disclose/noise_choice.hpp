#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "vocabulary/noise_shape.hpp"
#include "vocabulary/place.hpp"
#include "vocabulary/statistic.hpp"

namespace celltally {

// What an operator chooses of NoiseRules; the defaults are the privacy reference's.
struct NoiseChoice {
  struct Family {
    Statistic statistic = Statistic::presence;
    std::uint32_t scale_tenths = 0;  // 0: what follows
    std::uint64_t threshold = 0;     // likewise
    std::uint32_t cap = 0;           // likewise; of ContributionCaps alone
  };

  std::uint32_t grain_minutes = 60;  // of presence
  std::vector<Statistic> statistics{Statistic::dwell,   Statistic::flows,    Statistic::machines,
                                    Statistic::origin,  Statistic::presence, Statistic::quality,
                                    Statistic::roamers, Statistic::segments, Statistic::visitors};
  NoiseShape shape = NoiseShape::gaussian;
  std::uint32_t epsilon_tenths = 25;  // of a day, with geometric noise
  std::uint64_t people_min = 20;
  bool hard_floor = false;
  std::uint64_t start_above = 15;
  std::uint64_t near_below = 40;
  std::set<Place> sensitive{};
  std::vector<Family> families{};
};

}  // namespace celltally
