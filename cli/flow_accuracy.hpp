#pragma once

#include <cstdint>
#include <optional>

#include "cli/comparison.hpp"

namespace celltally {

// How alike two tables of ways are: the common part of commuters, twice what they share by the sum
// of both, 0 to 1 (privacy reference 1.4). Zones are large enough when the ways from there are 80
// in the mean, of those zones and parts of the day to which there is a way.
struct FlowAccuracy {
  static constexpr std::uint64_t kLargeMean = 80;

  std::optional<double> common_part;
  std::optional<double> common_part_of_large;  // of ways from zones that are large enough
  std::uint64_t zones = 0;                     // from which there are ways
  std::uint64_t large_zones = 0;

  static FlowAccuracy of(const Comparison::OfStatistic& flows);
};

}  // namespace celltally
