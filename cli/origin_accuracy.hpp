#pragma once

#include <optional>

#include "cli/comparison.hpp"

namespace celltally {

// How well it is known where people spent the night. Shares from 0 to 1, of people in zones.
struct OriginAccuracy {
  std::optional<double> known;       // of those counted
  std::optional<double> known_true;  // who were in a zone long enough that night
  std::optional<double> right;       // of those counted whose night is known

  static OriginAccuracy of(const Comparison::OfStatistic& origin);
};

}  // namespace celltally
