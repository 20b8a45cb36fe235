#include "disclose/day_keys.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace celltally {

namespace {

std::vector<Detail> sorted_by_word(Statistic statistic, std::size_t codes) {
  std::vector<std::pair<std::string, Detail>> named;
  for (std::size_t code = 0; code < codes; ++code) {
    const Detail detail{static_cast<std::uint16_t>(code)};
    named.emplace_back(to_text(statistic, detail), detail);
  }
  std::sort(named.begin(), named.end());
  std::vector<Detail> details;
  for (const auto& [word, detail] : named) details.push_back(detail);
  return details;
}

std::vector<Detail> events_of(const ClosedDay& day, std::uint64_t people_min) {
  std::vector<Detail> enough;
  for (const ClosedWindow& window : day.windows()) {
    if (window.statistic != Statistic::events) continue;
    for (const Tally& tally : window.tallies) {
      if (tally.people >= people_min) enough.push_back(tally.key.detail);
    }
  }
  return in_order_of_words(std::move(enough));
}

// The cells of the day that the list does not have.
void add_seen(const std::vector<SeenCell>& seen, PlaceList& list) {
  std::set<Place> listed;
  for (const CellSite& each : list.cells) listed.insert(each.cell);
  for (const SeenCell& each : seen) {
    if (!listed.contains(each.cell)) list.cells.push_back({.cell = each.cell});
  }
}

}  // namespace

std::vector<Detail> DayKeys::details(Statistic statistic) const {
  switch (statistic) {
    case Statistic::events: return events;
    case Statistic::dwell: return sorted_by_word(statistic, kDwellClasses);
    case Statistic::quality: return sorted_by_word(statistic, kGapClasses);
    case Statistic::segments: return sorted_by_word(statistic, PopulationSegment::kCodes);
    case Statistic::visitors: return sorted_by_word(statistic, kVisitorClasses);
    default: return {Detail{}};
  }
}

std::vector<Detail> in_order_of_words(std::vector<Detail> events) {
  const auto words = [](Detail detail) {
    return std::pair{key_of(Statistic::events, detail), to_text(Statistic::events, detail)};
  };
  std::sort(events.begin(), events.end());
  events.erase(std::unique(events.begin(), events.end()), events.end());
  std::sort(events.begin(), events.end(), [&](Detail a, Detail b) { return words(a) < words(b); });
  return events;
}

DayKeys keys_of(const ClosedDay& day, PlaceList list, std::uint64_t people_min) {
  const std::vector<SeenCell>& seen = day.visitors().cells_seen;
  add_seen(seen, list);
  std::set<RadioNetwork> in_sight;
  for (const SeenCell& each : seen) in_sight.insert(radio_network_of(each.cell));
  DayKeys keys{.places = ListedPlaces{list}, .events = events_of(day, people_min)};
  keys.places.look(in_sight);
  return keys;
}

}  // namespace celltally
