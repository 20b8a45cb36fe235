#pragma once

#include <cstdint>
#include <vector>

#include "aggregate/place_tally.hpp"
#include "vocabulary/statistic.hpp"
#include "vocabulary/window.hpp"

namespace celltally {

// One statistic of one window, exact and final: what leaves aggregate/. Windows of several shards
// add up, for a person lives in one shard only.
struct ClosedWindow {
  Statistic statistic = Statistic::presence;
  Window window;
  bool captured = true;             // false: the probe saw no packet at all in this window
  std::vector<PlaceTally> tallies;  // sorted by place, then kind; no zeroes
  // Of visitors, which close when the day does; else empty and 0.
  std::vector<Place> cells_seen;  // sorted; cells with any counted event of the day
  std::uint64_t people = 0;       // different people of the day, without machines
};

// Adds up the same window of several shards. REQUIRES: at least one; all of the same statistic and
// window.
ClosedWindow merge(std::vector<ClosedWindow> shards);

}  // namespace celltally
