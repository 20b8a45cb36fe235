#include "disclose/window_gate.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "disclose/gate.hpp"
#include "vocabulary/zone.hpp"

namespace celltally {

WindowGate::WindowGate(const ReleaseRules& rules, std::vector<Detail> events)
    : rules_(rules), events_(in_order_of_words(std::move(events))) {
  assert(rules_.consistent());
}

WindowGate::WindowGate(NoiseRules rules, std::vector<Detail> events, RandomSource& random)
    : noise_(std::in_place, std::move(rules), random),
      events_(in_order_of_words(std::move(events))) {}

bool WindowGate::releases(Statistic statistic) const noexcept {
  return !noise_ || noise_->rules().of(statistic);
}

bool WindowGate::draw_ahead() {
  if (!noise_) return true;
  return std::all_of(lists_.begin(), lists_.end(),
                     [this](const auto& each) { return noise_->draw_ahead(each.second.keys); });
}

void WindowGate::use_list(std::uint32_t edition, const PlaceList& list) {
  List fresh{.keys = {.places = ListedPlaces{list}, .events = events_}, .in_sight = {}};
  fresh.keys.places.look(in_sight_);
  lists_.insert_or_assign(edition, std::move(fresh));
}

std::optional<ReleasedRows> WindowGate::release(const ClosedWindow& exact) {
  // The day's last window of the first day of this edition.
  if (exact.statistic == Statistic::visitors) {
    lists_.erase(lists_.begin(), lists_.lower_bound(exact.edition));
  }
  List& list = lists_.at(exact.edition);
  if (noise_) return release_with_noise(exact, list);
  look(exact, list);
  return ReleasedRows{Gate::release(exact, list.keys, rules_), list.keys.places.shared_names()};
}

std::optional<ReleasedRows> WindowGate::release_with_noise(const ClosedWindow& exact, List& list) {
  const auto& names = list.keys.places.shared_names();
  if (!exact.captured) return ReleasedRows{noise_->without_data(exact, list.keys), names};
  auto rows = noise_->noisy_rows(exact, list.keys);
  if (!rows) return {};
  look(*rows, exact.statistic, list);
  return ReleasedRows{noise_->released(std::move(*rows), exact, *names), names};
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
  if (more) look_again();
}

// A place whose number is told was seen; and a network whose noisy numbers add up to people, though
// each is too small to be told.
void WindowGate::look(const std::vector<NoisyRow>& rows, Statistic statistic, List& list) {
  struct Sum {
    std::int64_t noisy = 0;
    std::size_t rows = 0;
  };
  std::map<RadioNetwork, Sum> networks;
  bool more = false;
  for (const NoisyRow& row : rows) {
    const Place place = row.key.place;
    if (!place.known()) continue;
    const bool told = row.state == ReleaseState::published;
    if (is_cell(place.kind())) {
      Sum& sum = networks[radio_network_of(place)];
      sum.noisy += row.noisy;
      ++sum.rows;
      more = (told && in_sight_.insert(radio_network_of(place)).second) || more;
    } else if (told) {
      more = see(row, list) || more;
    }
  }
  for (const auto& [network, sum] : networks) {
    const auto& noise = noise_->rules().of(statistic)->noise;
    const auto least = static_cast<std::int64_t>(noise_->rules().rest_threshold(noise, sum.rows));
    more = (sum.noisy >= least && in_sight_.insert(network).second) || more;
  }
  if (more) look_again();
}

// A site or zone is told: also the zone around it is there, the probe itself, and the network,
// where the place is of one only. True when that is new.
bool WindowGate::see(const NoisyRow& row, List& list) {
  bool more = false;
  for (const Place place : {row.key.place, row.listed->zone, kNoZone, Place{}}) {
    more = list.in_sight.insert(place).second || more;
  }
  const auto network = list.keys.places.only_network_of(row.key.place);
  return (network && in_sight_.insert(*network).second) || more;
}

void WindowGate::look_again() {
  for (auto& [edition, each] : lists_) each.keys.places.look(in_sight_, each.in_sight);
}

}  // namespace celltally
