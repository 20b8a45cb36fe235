#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "vocabulary/noise_shape.hpp"
#include "vocabulary/statistic.hpp"

namespace celltally {

// Section `protection`: what makes a count fit to be published.
struct ProtectionConfig {
  static constexpr std::uint64_t kPeopleMinFloor = 10;  // below it only with allow_small_groups

  enum class Mode : std::uint8_t { threshold_only, noise };

  // How one statistic departs from what follows from the other settings.
  struct Family {
    Statistic statistic = Statistic::presence;
    std::uint32_t scale_tenths = 0;  // of its noise; 0: what follows
    std::uint64_t threshold = 0;     // likewise
    std::uint64_t cap = 0;           // likewise; not of presence, machines and quality

    bool operator==(const Family&) const = default;
  };

  Mode mode = Mode::noise;
  std::uint64_t people_min = 20;  // with threshold_only a multiple of rounding
  bool allow_small_groups = false;

  // Of threshold_only.
  std::uint64_t rounding = 5;  // 1 or more

  // Of noise.
  std::vector<Statistic> statistics{Statistic::dwell,   Statistic::flows,    Statistic::machines,
                                    Statistic::origin,  Statistic::presence, Statistic::quality,
                                    Statistic::roamers, Statistic::segments, Statistic::visitors};
  NoiseShape shape = NoiseShape::gaussian;
  std::uint32_t epsilon_tenths = 25;  // of a day, what the scales of geometric noise follow from
  bool hard_floor = false;
  std::uint64_t start_above = 15;
  std::uint64_t near_below = 40;
  std::vector<std::string> sensitive{};  // cells, as text
  std::vector<Family> families{};        // each statistic once

  bool operator==(const ProtectionConfig&) const = default;
};

}  // namespace celltally
