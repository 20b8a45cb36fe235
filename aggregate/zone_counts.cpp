#include "aggregate/zone_counts.hpp"

#include <algorithm>

#include "aggregate/visit.hpp"

namespace celltally {

// Zones are not more than cells.
static_assert(Visit::kCellsMax < 1u << 23);

std::vector<Tally> ZoneCounts::tallies(const DayPlaces& places) const {
  constexpr std::uint64_t kZoneMask = (1u << 24) - 1;
  std::vector<Tally> tallies;
  tallies.reserve(counts_.size());
  for (const auto& [packed, people] : counts_) {
    Tally tally;
    tally.value = tally.people = people;
    tally.key.place = places.zone(static_cast<std::uint32_t>(packed >> 40));
    const auto other = static_cast<std::uint32_t>(packed >> 16 & kZoneMask);
    if (other != 0) tally.key.other = places.zone(other - 1);
    tally.key.detail = {static_cast<std::uint16_t>(packed & 0xffff)};
    tallies.push_back(tally);
  }
  std::sort(tallies.begin(), tallies.end());
  return tallies;
}

}  // namespace celltally
