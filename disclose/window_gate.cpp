#include "disclose/window_gate.hpp"

#include <algorithm>
#include <cassert>
#include <map>
#include <utility>

#include "disclose/gate.hpp"

namespace celltally {

WindowGate::WindowGate(const ReleaseRules& rules, const PlaceList& list, std::vector<Detail> events)
    : rules_(rules),
      keys_{.places = ListedPlaces{list}, .events = in_order_of_words(std::move(events))} {
  assert(rules_.consistent());
}

ReleasedRows WindowGate::release(const ClosedWindow& exact) {
  look(exact);
  return {Gate::release(exact, keys_, rules_), keys_.places.shared_names()};
}

void WindowGate::replace_list(const PlaceList& list) {
  keys_.places = ListedPlaces{list};
  places_in_sight_.clear();  // their numbers mean nothing beside another list
  keys_.places.look(in_sight_);
}

std::size_t WindowGate::unlisted(const ClosedWindow& exact) const {
  return static_cast<std::size_t>(
      std::count_if(exact.cells_seen.begin(), exact.cells_seen.end(),
                    [&](const SeenCell& seen) { return !keys_.places.lists_cell(seen.cell); }));
}

// People of presence are in one place each, and add up; of the others one person may be behind
// several rows, so the most in one row counts.
void WindowGate::look(const ClosedWindow& exact) {
  std::map<RadioNetwork, std::uint64_t> people;
  const std::size_t before = in_sight_.size() + places_in_sight_.size();
  for (const Tally& tally : exact.tallies) {
    const Place place = tally.key.place;
    if (!is_cell(place.kind())) {
      if (place.known() && tally.people >= rules_.people_min) places_in_sight_.insert(place);
      continue;
    }
    std::uint64_t& behind = people[radio_network_of(place)];
    behind = exact.statistic == Statistic::presence ? behind + tally.people
                                                    : std::max(behind, tally.people);
  }
  for (const auto& [network, number] : people) {
    if (number >= rules_.people_min) in_sight_.insert(network);
  }
  const std::size_t now = in_sight_.size() + places_in_sight_.size();
  if (now != before) keys_.places.look(in_sight_, places_in_sight_);
}

}  // namespace celltally
