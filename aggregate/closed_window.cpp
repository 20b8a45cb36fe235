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

std::vector<SeenCell> each_once(std::vector<SeenCell> cells) {
  std::sort(cells.begin(), cells.end(),
            [](const SeenCell& a, const SeenCell& b) { return a.cell < b.cell; });
  std::vector<SeenCell> once;
  for (const SeenCell& seen : cells) {
    if (once.empty() || once.back().cell != seen.cell) {
      once.push_back(seen);
      continue;
    }
    once.back().first = std::min(once.back().first, seen.first);
    once.back().last = std::max(once.back().last, seen.last);
  }
  return once;
}

std::vector<Tally> add_up(std::vector<Tally> tallies) {
  std::sort(tallies.begin(), tallies.end());
  std::vector<Tally> sums;
  for (const Tally& tally : tallies) {
    if (sums.empty() || sums.back().key != tally.key) {
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
    assert(more.statistic == all.statistic && more.window == all.window &&
           more.edition == all.edition);
    all.captured = all.captured || more.captured;
    append(all.tallies, more.tallies);
    append(all.cells_seen, more.cells_seen);
    all.people += more.people;
  }
  all.tallies = add_up(std::move(all.tallies));
  all.cells_seen = each_once(std::move(all.cells_seen));
  return all;
}

}  // namespace celltally
