#include "disclose/window_gate.hpp"

#include <algorithm>
#include <cassert>
#include <map>

#include "disclose/gate.hpp"
#include "disclose/named_place.hpp"

namespace celltally {

namespace {

std::vector<EventKind> in_order(std::vector<EventKind> kinds) {
  std::sort(kinds.begin(), kinds.end(),
            [](EventKind a, EventKind b) { return to_text(a) < to_text(b); });
  kinds.erase(std::unique(kinds.begin(), kinds.end()), kinds.end());
  return kinds;
}

}  // namespace

WindowGate::WindowGate(const ReleaseRules& rules, std::vector<Place> inventory,
                       std::vector<EventKind> kinds)
    : rules_(rules) {
  assert(rules_.consistent());
  keys_.kinds = in_order(std::move(kinds));
  replace_inventory(std::move(inventory));
}

std::vector<ReleasedCount> WindowGate::release(const ClosedWindow& exact) {
  look(exact);
  return Gate::release(exact, keys_, rules_);
}

void WindowGate::replace_inventory(std::vector<Place> inventory) {
  keys_.cells.clear();
  listed_.clear();
  for (const NamedPlace& cell : named_in_order(std::move(inventory))) {
    keys_.cells.push_back({cell.place, false});
    listed_.push_back(cell.place);
  }
  std::sort(listed_.begin(), listed_.end());
  note_sight();
}

std::size_t WindowGate::unlisted(const ClosedWindow& exact) const {
  std::set<Place> cells;
  for (const Tally& tally : exact.tallies) {
    if (!std::binary_search(listed_.begin(), listed_.end(), tally.key.place))
      cells.insert(tally.key.place);
  }
  return cells.size();
}

// People of an hour's presence are in one cell each, and add up; of events and visitors one person
// may be behind several rows, so the most in one row counts.
void WindowGate::look(const ClosedWindow& exact) {
  std::map<RadioNetwork, std::uint64_t> people;
  for (const Tally& tally : exact.tallies) {
    std::uint64_t& behind = people[{tally.key.place.kind(), tally.key.place.plmn()}];
    behind = exact.statistic == Statistic::presence ? behind + tally.people
                                                    : std::max(behind, tally.people);
  }
  const std::size_t before = in_sight_.size();
  for (const auto& [network, number] : people) {
    if (number >= rules_.people_min) in_sight_.insert(network);
  }
  if (in_sight_.size() != before) note_sight();
}

void WindowGate::note_sight() {
  for (DayKeys::Cell& cell : keys_.cells) {
    cell.in_sight = in_sight_.contains({cell.place.kind(), cell.place.plmn()});
  }
}

}  // namespace celltally
