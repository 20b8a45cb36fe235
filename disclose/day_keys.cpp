#include "disclose/day_keys.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <utility>

namespace celltally {

namespace {

using RadioNetwork = std::pair<PlaceKind, Plmn>;

RadioNetwork radio_network_of(Place cell) {
  return {cell.kind(), cell.plmn()};
}

std::vector<NamedPlace> cells_of(const std::vector<Place>& seen,
                                 const std::vector<NamedPlace>& inventory) {
  const auto named = named_in_order(seen);
  std::vector<NamedPlace> both;
  both.reserve(named.size() + inventory.size());
  std::set_union(named.begin(), named.end(), inventory.begin(), inventory.end(),
                 std::back_inserter(both),
                 [](const NamedPlace& a, const NamedPlace& b) { return a.text < b.text; });
  return both;
}

std::vector<EventKind> kinds_of(const ClosedDay& day, std::uint64_t people_min) {
  std::array<bool, kEventKinds> enough{};
  for (const ClosedWindow& window : day.windows()) {
    if (window.statistic != Statistic::events) continue;
    for (const Tally& tally : window.tallies) {
      if (tally.people >= people_min) enough[tally.key.detail.code] = true;
    }
  }
  std::vector<EventKind> kinds;
  for (std::size_t kind = 0; kind < kEventKinds; ++kind) {
    if (enough[kind]) kinds.push_back(static_cast<EventKind>(kind));
  }
  std::sort(kinds.begin(), kinds.end(),
            [](EventKind a, EventKind b) { return to_text(a) < to_text(b); });
  return kinds;
}

}  // namespace

DayKeys keys_of(const ClosedDay& day, const std::vector<NamedPlace>& inventory,
                std::uint64_t people_min) {
  std::vector<Place> seen;
  for (const SeenCell& each : day.visitors().cells_seen) seen.push_back(each.cell);
  std::set<RadioNetwork> in_sight;
  for (const Place cell : seen) in_sight.insert(radio_network_of(cell));
  DayKeys keys;
  for (const NamedPlace& cell : cells_of(seen, inventory)) {
    keys.cells.push_back({cell.place, in_sight.contains(radio_network_of(cell.place))});
  }
  keys.kinds = kinds_of(day, people_min);
  return keys;
}

}  // namespace celltally
