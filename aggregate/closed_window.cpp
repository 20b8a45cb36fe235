#include "aggregate/closed_window.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

namespace celltally {

namespace {

template <typename T>
void sort_and_drop_copies(std::vector<T>& items) {
  std::sort(items.begin(), items.end());
  items.erase(std::unique(items.begin(), items.end()), items.end());
}

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
    append(all.kinds_seen, more.kinds_seen);
  }
  all.tallies = add_up(std::move(all.tallies));
  sort_and_drop_copies(all.cells_seen);
  sort_and_drop_copies(all.kinds_seen);
  return all;
}

}  // namespace celltally
