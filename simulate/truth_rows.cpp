// The truth as CSV.

#include <algorithm>
#include <ostream>
#include <utility>

#include "simulate/day_part.hpp"
#include "simulate/truth_tables.hpp"
#include "vocabulary/detail.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

constexpr std::size_t kZones = 2;  // a level

// A row, and which of its columns are not empty.
struct Row {
  Statistic statistic{};
  std::string place{};
  std::uint32_t from = 0;  // seconds since the day began
  std::uint32_t to = 86'400;
  std::string kind{};
  std::string group{};  // column "class"
  std::string origin{};
  std::string destination{};
  std::string segment{};
  std::string country{};
};

Row hour_row(Statistic statistic, std::size_t hour) {
  constexpr std::uint32_t kHourSeconds = 3600;
  const auto from = static_cast<std::uint32_t>(hour) * kHourSeconds;
  return {.statistic = statistic, .from = from, .to = from + kHourSeconds};
}

Row class_row(Statistic statistic, std::size_t code) {
  return {.statistic = statistic,
          .group = to_text(statistic, Detail{static_cast<std::uint16_t>(code)})};
}

}  // namespace

// The rows of a day; nothing of zero.
class TruthTables::Lines {
 public:
  Lines(const TruthTables& tables, Timestamp begins) : tables_(tables), begins_(begins) {}

  void add(const Row& row, std::uint64_t number) { add(row, number, number); }
  void add(const Row& row, const Number& number) {
    add(row, number.value, (number.bounded + kShares / 2) / kShares);  // to the nearest whole one
  }

  // So many counts for each place of the level, told apart by `row_of`.
  void add_all(const auto& counts, std::size_t level, std::size_t of_place, const auto& row_of) {
    for (std::size_t i = 0; i < counts.size(); ++i) {
      Row row = row_of(i % of_place);
      row.place = tables_.place_text(level, static_cast<std::uint32_t>(i / of_place));
      add(row, counts[i]);
    }
  }

  std::vector<std::string> sorted() && {
    std::ranges::sort(lines_);
    return std::move(lines_);
  }

 private:
  void add(const Row& row, std::uint64_t value, std::uint64_t bounded) {
    if (value == 0) return;
    std::string line{to_text(row.statistic)};
    for (const std::string& each :
         {row.place, time(row.from), time(row.to), row.kind, std::string{}, row.group, row.origin,
          row.destination, row.segment, row.country, std::to_string(value),
          std::to_string(bounded)}) {
      line += ',';
      line += each;
    }
    lines_.push_back(std::move(line));
  }

  std::string time(std::uint32_t second) const {
    return utc_seconds(Timestamp::from_seconds(begins_.seconds() + second));
  }

  const TruthTables& tables_;
  Timestamp begins_;
  std::vector<std::string> lines_;
};

std::string TruthTables::place_text(std::size_t level, std::uint32_t key) const {
  if (level == 0) return to_text(geography_.numbered(key).place);
  return level == 1 ? "site:" + geography_.sites()[key] : "zone:" + geography_.zones()[key];
}

std::string TruthTables::zone_text(std::uint32_t zone) const {
  return zone == Geography::kNone ? "unknown" : place_text(kZones, zone);
}

void TruthTables::tell_places(Lines& lines) const {
  for (std::size_t level = 0; level < kLevels; ++level) {
    lines.add_all(presence_[level], level, 24,
                  [](std::size_t hour) { return hour_row(Statistic::presence, hour); });
    lines.add_all(visitors_[level], level, kVisitorClasses,
                  [](std::size_t code) { return class_row(Statistic::visitors, code); });
    lines.add_all(dwell_[level], level, kDwellClasses,
                  [](std::size_t code) { return class_row(Statistic::dwell, code); });
  }
  lines.add_all(machines_, kZones, 24,
                [](std::size_t hour) { return hour_row(Statistic::machines, hour); });
}

void TruthTables::tell_zones(Lines& lines) const {
  for (const auto& [key, number] : flows_) {
    const auto& [left, reached, part] = key;
    lines.add({.statistic = Statistic::flows,
               .place = zone_text(left),
               .from = kDayParts[part].from,
               .to = kDayParts[part].to,
               .destination = zone_text(reached)},
              number);
  }
  for (const auto& [key, number] : origins_) {
    lines.add({.statistic = Statistic::origin,
               .place = zone_text(std::get<0>(key)),
               .origin = zone_text(std::get<1>(key))},
              number);
  }
  for (const auto& [key, number] : segments_) {
    const auto& [zone, part, segment] = key;
    lines.add({.statistic = Statistic::segments,
               .place = zone_text(zone),
               .from = kDayParts[part].from,
               .to = kDayParts[part].to,
               .segment = std::string{segment_text(static_cast<std::uint8_t>(segment))}},
              number);
  }
  for (const auto& [key, number] : roamers_) {
    lines.add({.statistic = Statistic::roamers,
               .place = zone_text(std::get<0>(key)),
               .country = to_text(Statistic::roamers, Detail::of_country(std::get<1>(key)))},
              number);
  }
}

void TruthTables::tell_events(Lines& lines) const {
  for (const auto& [key, number] : events_) {
    Row row = hour_row(Statistic::events, key >> 8 & 0xff);
    row.place = place_text(0, static_cast<std::uint32_t>(key >> 16));
    row.kind = to_text(static_cast<EventKind>(key & 0xff));
    lines.add(row, std::uint64_t{number});
  }
  for (std::size_t i = 0; i < kGapClasses; ++i) {
    lines.add(class_row(Statistic::quality, i), quality_[i]);
  }
}

void TruthTables::write_header(std::ostream& out) {
  out << "stat,place,from,to,kind,service,class,origin,destination,segment,country,value,bounded\n";
}

void TruthTables::write(std::ostream& out) const {
  Lines lines(*this, begins_);
  tell_places(lines);
  tell_zones(lines);
  tell_events(lines);
  for (const std::string& each : std::move(lines).sorted()) out << each << '\n';
}

}  // namespace celltally
