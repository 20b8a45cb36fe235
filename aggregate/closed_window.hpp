#pragma once

#include <cstdint>
#include <vector>

#include "aggregate/seen_cell.hpp"
#include "aggregate/tally.hpp"
#include "vocabulary/statistic.hpp"
#include "vocabulary/window.hpp"

namespace celltally {

// One statistic of one window, exact and final: what leaves aggregate/. Windows of several shards
// add up, for a person lives in one shard only.
struct ClosedWindow {
  Statistic statistic = Statistic::presence;
  Window window;
  bool captured = true;        // false: the probe saw no packet at all in this window
  std::vector<Tally> tallies;  // sorted by key; no zeroes
  std::uint32_t edition = 0;   // of the CountingBasis that it was counted by
  // Of visitors, which close when the day does; else empty and 0.
  std::vector<SeenCell> cells_seen;  // sorted by cell
  std::uint64_t people = 0;          // different people of the day, without machines
};

// Adds up the same window of several shards. REQUIRES: at least one; all of the same statistic,
// window and edition.
ClosedWindow merge(std::vector<ClosedWindow> shards);

}  // namespace celltally
