#include "audit/box/seen_numbers.hpp"

#include <algorithm>

namespace celltally {

void SeenNumbers::add(const std::vector<Segment>& segments) {
  for (const Segment& segment : segments) {
    for (const SegmentRow& row : segment.rows) {
      if (!row.value) continue;
      values_[{segment.header.statistic, segment.header.window, row.place, row.key,
               row.noise.rest_of != 0}]
          .insert(*row.value);
    }
  }
}

std::size_t SeenNumbers::most_values() const noexcept {
  std::size_t most = 0;
  for (const auto& each : values_) most = std::max(most, each.second.size());
  return most;
}

std::size_t most_releases(const std::vector<LedgerEntry>& entries) {
  std::size_t most = 0;
  for (const LedgerEntry& entry : entries) {
    const auto overlap = std::ranges::count_if(entries, [&](const LedgerEntry& other) {
      return other.statistic == entry.statistic && other.window.from < entry.window.to &&
             entry.window.from < other.window.to;
    });
    most = std::max(most, static_cast<std::size_t>(overlap));
  }
  return most;
}

}  // namespace celltally
