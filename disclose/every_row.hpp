#pragma once

#include "vocabulary/statistic.hpp"

namespace celltally {

// Whether a statistic has a row for each of its places and details in every window, whether or not
// somebody came. The others are about pairs, of zones or of a zone and a country, of which there
// are too many: they have the published rows and no others, so that a missing row tells nothing.
constexpr bool has_every_row(Statistic statistic) noexcept {
  return statistic != Statistic::flows && statistic != Statistic::origin &&
         statistic != Statistic::roamers;
}

}  // namespace celltally
