#include "aggregate/closed_window.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace celltally {

namespace {

template <typename T>
void append(std::vector<T>& items, const std::vector<T>& more) {
  items.insert(items.end(), more.begin(), more.end());
}

std::vector<PlaceTally> add_up(std::vector<PlaceTally> tallies) {
  std::sort(tallies.begin(), tallies.end());
  std::vector<PlaceTally> sums;
  for (const PlaceTally& tally : tallies) {
    if (sums.empty() || sums.back().place != tally.place || sums.back().kind != tally.kind) {
      sums.push_back(tally);
      continue;
    }
    sums.back().value += tally.value;
    sums.back().people += tally.people;
  }
  return sums;
}

}  // namespace

ClosedWindow merge(std::vector<ClosedWindow> shards) {
  assert(!shards.empty());
  ClosedWindow all = std::move(shards.front());
  for (std::size_t i = 1; i < shards.size(); ++i) {
    const ClosedWindow& more = shards[i];
    assert(more.statistic == all.statistic && more.window == all.window);
    all.captured = all.captured || more.captured;
    append(all.tallies, more.tallies);
    append(all.cells_seen, more.cells_seen);
    all.people += more.people;
  }
  all.tallies = add_up(std::move(all.tallies));
  auto& cells = all.cells_seen;
  std::sort(cells.begin(), cells.end());
  cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
  return all;
}

}  // namespace celltally
