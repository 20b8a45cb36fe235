#pragma once

#include <optional>

#include "cli/comparison.hpp"

namespace celltally {

// How well it is known how long people stay: mean lengths from the middles of the classes, the open
// one at 300 minutes (privacy reference 1.3), and the share of people who are in their class.
struct DwellAccuracy {
  std::optional<double> true_minutes;  // nothing without anybody
  std::optional<double> counted_minutes;
  std::optional<double> same_class;  // of those who were there, 0 to 1

  static DwellAccuracy of(const Comparison::OfStatistic& dwell);
};

}  // namespace celltally
