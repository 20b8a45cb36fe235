#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "aggregate/place_visit.hpp"

namespace celltally {

// What DayReader makes of one person's visits. Borrowed from it until it reads the next.
struct ReadDay {
  std::span<const PlaceVisit> cells;  // visits to cells, in order of time
  std::span<const PlaceVisit>
      longest;                         // the longest to each place, the earlier of equals; by place
  std::optional<std::uint32_t> night;  // the zone in which the night was spent, where that is known
};

}  // namespace celltally
