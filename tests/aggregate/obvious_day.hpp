#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "tests/aggregate/obvious_hours.hpp"
#include "vocabulary/cell_site.hpp"
#include "vocabulary/count_level.hpp"
#include "vocabulary/gap_class.hpp"
#include "vocabulary/statistic.hpp"
#include "vocabulary/tally_key.hpp"
#include "vocabulary/zone.hpp"

namespace celltally::test {

// A person's day as plain as can be. Seconds since the day began.
struct ObviousVisit {
  std::size_t cell;
  int first, last;
  bool arrived = false, left = false;
};
struct ObviousPerson {
  std::vector<ObviousVisit> visits;
  std::uint32_t country = 0;
  PopulationSegment segment{};
  std::optional<GapClass> gaps{};
};

// The statistics of a day once more, slow and straight from the definitions of the privacy
// reference, without caps. Shares nothing with the product but the nouns.
class ObviousDay {
 public:
  // A number that a person adds one to.
  using Row = std::tuple<Statistic, Window, TallyKey>;
  using Rows = std::set<Row>;

  // The day of `zone` that contains `at_s`.
  ObviousDay(const ObviousZone& zone, std::int64_t at_s, CountLevel level,
             std::vector<CellSite> cells)
      : level_(level), cells_(std::move(cells)) {
    const ObviousHour found = hour_at(zone, at_s);
    day_ = found.day;
    // What the clock shows decides; it never shows an old hour anew.
    std::int64_t shown = 0;
    for (std::int64_t t = day_.from.seconds() - 7200; t < day_.to.seconds(); t += 60) {
      shown = std::max(shown, zone.local(t));
      if (t >= day_.from.seconds()) part_of_minute_.push_back(part_shown(shown / 3600 % 24));
    }
    for (const int part : part_of_minute_) {
      if (!windows_.contains(part)) windows_[part] = find_window(part);
    }
  }

  Window day() const { return day_; }

  // All that the person counts for.
  Rows rows(const ObviousPerson& person) const {
    Rows rows;
    const std::optional<Place> night = night_of(person);
    for (const Stay& each : stays(person, level_)) add_longest(person, each, night, rows);
    const std::vector<Stay> cells = stays(person, CountLevel::cell);
    add_flows(cells, rows);
    for (const Stay& each : cells) {
      if (each.to - each.from < 600) continue;
      if (person.country != 0) {
        rows.insert({Statistic::roamers,
                     day_,
                     {.place = each.zone, .detail = Detail::of_country(person.country)}});
        continue;
      }
      if (!night) rows.insert({Statistic::origin, day_, {.place = each.zone}});
      if (night && *night != each.zone) {
        rows.insert({Statistic::origin, day_, {.place = each.zone, .other = *night}});
      }
      for (int t = each.from; t < each.to; t = t / 60 * 60 + 60) {
        rows.insert({Statistic::segments,
                     windows_.at(part_at(t)),
                     {.place = each.zone, .detail = Detail::of(person.segment)}});
      }
    }
    if (person.gaps) rows.insert({Statistic::quality, day_, {.detail = Detail::of(*person.gaps)}});
    return rows;
  }

 private:
  struct Stay {
    Place place, zone;
    int from, to;
  };

  static ObviousHour hour_at(const ObviousZone& zone, std::int64_t at_s) {
    for (const ObviousHour& hour : obvious_hours(zone, at_s, at_s + 1)) {
      if (hour.window.contains(Timestamp::from_seconds(at_s))) return hour;
    }
    return {};
  }

  static int part_shown(std::int64_t hour) {
    return hour < 4 ? 5 : hour < 6 ? 0 : hour < 10 ? 1 : hour < 16 ? 2 : hour < 20 ? 3 : 4;
  }

  int part_at(int second) const {
    return part_of_minute_[std::min(static_cast<std::size_t>(second) / 60,
                                    part_of_minute_.size() - 1)];
  }

  Window find_window(int part) const {
    const auto begin = std::find(part_of_minute_.begin(), part_of_minute_.end(), part);
    const auto minutes = std::count(part_of_minute_.begin(), part_of_minute_.end(), part);
    const std::int64_t from = day_.from.seconds() + (begin - part_of_minute_.begin()) * 60;
    return {Timestamp::from_seconds(from), Timestamp::from_seconds(from + minutes * 60)};
  }

  Place zone_of(std::size_t cell) const {
    return cells_[cell].zone == Place{} ? kNoZone : cells_[cell].zone;
  }
  Place place_of(std::size_t cell, CountLevel level) const {
    if (level == CountLevel::zone) return zone_of(cell);
    if (level == CountLevel::site && cells_[cell].site != Place{}) return cells_[cell].site;
    return cells_[cell].cell;
  }

  // 1.3: maximal runs of one place without a gap above two hours, with the midpoints around them.
  std::vector<Stay> stays(const ObviousPerson& person, CountLevel level) const {
    const auto& visits = person.visits;
    std::vector<Stay> stays;
    for (std::size_t begin = 0, end = 0; begin < visits.size(); begin = end) {
      const Place place = place_of(visits[begin].cell, level);
      end = begin + 1;
      while (end < visits.size() && place_of(visits[end].cell, level) == place &&
             visits[end].first - visits[end - 1].last <= 7200) {
        ++end;
      }
      const ObviousVisit& first = visits[begin];
      const ObviousVisit& last = visits[end - 1];
      int before = 0;
      int after = 0;
      if (begin > 0 && !first.arrived) before = (first.first - visits[begin - 1].last) / 2;
      if (end < visits.size() && !last.left) after = (visits[end].first - last.last) / 2;
      if (first.first == last.last) before = after = 0;
      stays.push_back({place, zone_of(first.cell), first.first - std::min(before, 450),
                       last.last + std::min(after, 450)});
    }
    return stays;
  }

  // 1.5, second by second.
  std::optional<Place> night_of(const ObviousPerson& person) const {
    std::map<Place, int> seconds;
    for (const Stay& each : stays(person, CountLevel::zone)) {
      int& time = seconds[each.place];
      for (int t = each.from; t < each.to && part_at(t) == 0; ++t) ++time;
    }
    std::optional<Place> best;
    for (const auto& [place, time] : seconds) {
      if (time >= 3600 && (!best || time > seconds[*best])) best = place;
    }
    return best;
  }

  // 1.2 and 1.3: dwell and visitors, if this is the longest stay in its place, the first of equals.
  void add_longest(const ObviousPerson& person, const Stay& stay, std::optional<Place> night,
                   Rows& rows) const {
    const int length = stay.to - stay.from;
    for (const Stay& other : stays(person, level_)) {
      const int others = other.to - other.from;
      if (other.place != stay.place) continue;
      if (others > length || (others == length && other.from < stay.from)) return;
    }
    if (length >= 300) {
      const DwellClass kind = length < 900     ? DwellClass::m5_15
                              : length < 1800  ? DwellClass::m15_30
                              : length < 3600  ? DwellClass::m30_60
                              : length < 7200  ? DwellClass::m60_120
                              : length < 14400 ? DwellClass::m120_240
                                               : DwellClass::m240;
      rows.insert({Statistic::dwell, day_, {.place = stay.place, .detail = Detail::of(kind)}});
    }
    if (length < 600) return;
    VisitorClass kind = VisitorClass::unknown;
    if (night && *night != stay.zone) kind = VisitorClass::visitor;
    if (night && *night == stay.zone && stay.zone != kNoZone) kind = VisitorClass::resident;
    rows.insert({Statistic::visitors, day_, {.place = stay.place, .detail = Detail::of(kind)}});
  }

  // 1.4
  void add_flows(const std::vector<Stay>& cells, Rows& rows) const {
    for (std::size_t a = 0; a < cells.size(); ++a) {
      std::size_t b = a + 1;
      while (b < cells.size() && cells[b].to - cells[b].from < 900) ++b;
      if (b == cells.size() || cells[a].to - cells[a].from < 900) continue;
      if (cells[a].zone == cells[b].zone) continue;
      rows.insert({Statistic::flows,
                   windows_.at(part_at(cells[a].to)),
                   {.place = cells[a].zone, .other = cells[b].zone}});
    }
  }

  CountLevel level_;
  std::vector<CellSite> cells_;
  Window day_;
  std::vector<int> part_of_minute_;
  std::map<int, Window> windows_;
};

}  // namespace celltally::test
