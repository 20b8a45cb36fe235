#pragma once

#include <cstdint>
#include <vector>

#include "aggregate/closed_day.hpp"
#include "disclose/named_place.hpp"

namespace celltally {

// Which rows every window of a day has: fixed for the day, so that a row is there whether or not
// somebody came. Stays inside disclose/.
struct DayKeys {
  struct Cell {
    Place place;
    // False: of a cell of the inventory, when no event of its network and radio technology was seen
    // all day. The probe cannot have seen it then.
    bool in_sight = false;
  };

  std::vector<Cell> cells;       // sorted by the place's text
  std::vector<EventKind> kinds;  // of Statistic::events; sorted by text
};

// Cells: those of `inventory` and those seen that day. Kinds: those that at least `people_min`
// people are behind in some cell and hour of the day, so that a listed kind tells no more than its
// published row does.
// REQUIRES: day.complete(); `inventory` comes from named_in_order(); people_min >= 1.
DayKeys keys_of(const ClosedDay& day, const std::vector<NamedPlace>& inventory,
                std::uint64_t people_min);

}  // namespace celltally
