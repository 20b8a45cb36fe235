#include "simulate/truth_book.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace celltally {

namespace {

constexpr std::int64_t kHourNs = 3'600'000'000'000;
constexpr std::int64_t kDayNs = 24 * kHourNs;
constexpr std::int64_t kDayBeginsNs = 4 * kHourNs;

Window window_of(Timestamp at, std::int64_t length_ns, std::int64_t offset_ns = 0) {
  const std::int64_t from = (at.ns - offset_ns) / length_ns * length_ns + offset_ns;
  return {{from}, {from + length_ns}};
}

// Less is better: exact before last known, then the nearest to the middle, then the earlier.
std::tuple<int, std::int64_t, std::int64_t> rank(const Sighting& sighting, Timestamp middle) {
  const std::int64_t distance = sighting.at.ns - middle.ns;
  return {sighting.presence == Presence::exact ? 0 : 1, distance < 0 ? -distance : distance,
          sighting.at.ns};
}

bool before(const TruthRow& left, const TruthRow& right) {
  return std::tuple{to_text(left.statistic), std::string_view{left.place}, left.window.from,
                    to_text(left.kind)} < std::tuple{to_text(right.statistic),
                                                     std::string_view{right.place},
                                                     right.window.from, to_text(right.kind)};
}

}  // namespace

std::vector<TruthRow> TruthBook::rows(Window captured) const {
  std::vector<TruthRow> rows;
  add_events(rows);
  add_presence(captured, rows);
  add_visitors(rows);
  std::ranges::sort(rows, before);
  return rows;
}

void TruthBook::add_events(std::vector<TruthRow>& rows) const {
  struct Count {
    std::uint64_t events = 0;
    std::set<std::uint32_t> people;
  };
  std::map<std::tuple<Place, Window, EventKind>, Count> counts;
  for (const Sighting& each : sightings_) {
    Count& count = counts[{each.place, window_of(each.at, kHourNs), each.kind}];
    ++count.events;
    if (each.person) count.people.insert(*each.person);
  }
  for (const auto& [key, count] : counts) {
    const auto& [place, hour, kind] = key;
    rows.push_back(
        {Statistic::events, to_text(place), hour, kind, count.events, count.people.size()});
  }
}

void TruthBook::add_presence(Window captured, std::vector<TruthRow>& rows) const {
  for (std::int64_t from = captured.from.ns; from < captured.to.ns; from += kHourNs) {
    const Timestamp middle{from + kHourNs / 2};
    std::map<std::uint32_t, const Sighting*> best;
    for (const Sighting& each : sightings_) {
      if (!each.person || std::abs(each.at.ns - middle.ns) > kHourNs) continue;
      const Sighting*& chosen = best[*each.person];
      if (chosen == nullptr || rank(each, middle) < rank(*chosen, middle)) chosen = &each;
    }
    std::map<Place, std::uint64_t> people;
    for (const auto& [person, sighting] : best) ++people[sighting->place];
    for (const auto& [place, count] : people) {
      rows.push_back({Statistic::presence,
                      to_text(place),
                      {{from}, {from + kHourNs}},
                      EventKind::none,
                      count,
                      count});
    }
  }
}

void TruthBook::add_visitors(std::vector<TruthRow>& rows) const {
  std::map<std::pair<Place, Window>, std::set<std::uint32_t>> people;
  for (const Sighting& each : sightings_) {
    if (!each.person) continue;
    people[{each.place, window_of(each.at, kDayNs, kDayBeginsNs)}].insert(*each.person);
  }
  for (const auto& [key, persons] : people) {
    rows.push_back({Statistic::visitors, to_text(key.first), key.second, EventKind::none,
                    persons.size(), persons.size()});
  }
}

}  // namespace celltally
