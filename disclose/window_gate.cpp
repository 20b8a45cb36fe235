#include "disclose/window_gate.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "disclose/gate.hpp"

namespace celltally {

WindowGate::WindowGate(const ReleaseRules& rules, std::vector<Detail> events)
    : rules_(rules), events_(in_order_of_words(std::move(events))) {
  assert(rules_.consistent());
}

void WindowGate::use_list(std::uint32_t edition, const PlaceList& list) {
  List fresh{.keys = {.places = ListedPlaces{list}, .events = events_}, .in_sight = {}};
  fresh.keys.places.look(in_sight_);
  lists_.insert_or_assign(edition, std::move(fresh));
}

ReleasedRows WindowGate::release(const ClosedWindow& exact) {
  // The day's last window of the first day of this edition.
  if (exact.statistic == Statistic::visitors) {
    lists_.erase(lists_.begin(), lists_.lower_bound(exact.edition));
  }
  List& list = lists_.at(exact.edition);
  look(exact, list);
  return {Gate::release(exact, list.keys, rules_), list.keys.places.shared_names()};
}

std::size_t WindowGate::unlisted(const ClosedWindow& exact) const {
  const ListedPlaces& places = lists_.at(exact.edition).keys.places;
  return static_cast<std::size_t>(
      std::count_if(exact.cells_seen.begin(), exact.cells_seen.end(),
                    [&](const SeenCell& seen) { return !places.lists_cell(seen.cell); }));
}

// People of presence are in one place each, and add up; of the others one person may be behind
// several rows, so the most in one row counts.
void WindowGate::look(const ClosedWindow& exact, List& list) {
  std::map<RadioNetwork, std::uint64_t> people;
  bool more = false;
  for (const Tally& tally : exact.tallies) {
    const Place place = tally.key.place;
    if (!is_cell(place.kind())) {
      const bool seen = place.known() && tally.people >= rules_.people_min;
      more = (seen && list.in_sight.insert(place).second) || more;
      continue;
    }
    std::uint64_t& behind = people[radio_network_of(place)];
    behind = exact.statistic == Statistic::presence ? behind + tally.people
                                                    : std::max(behind, tally.people);
  }
  for (const auto& [network, number] : people) {
    more = (number >= rules_.people_min && in_sight_.insert(network).second) || more;
  }
  if (!more) return;
  for (auto& [edition, each] : lists_) each.keys.places.look(in_sight_, each.in_sight);
}

}  // namespace celltally
