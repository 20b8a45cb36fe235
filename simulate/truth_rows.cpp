// The truth as CSV.

#include <algorithm>
#include <ostream>
#include <type_traits>

#include "simulate/day_part.hpp"
#include "simulate/truth_tables.hpp"
#include "vocabulary/utc_text.hpp"

namespace celltally {

namespace {

constexpr std::array<const char*, 3> kVisitorClasses{"resident", "visitor", "unknown"};
constexpr std::array<const char*, 6> kDwellClassTexts{"5-15",   "15-30",   "30-60",
                                                      "60-120", "120-240", "240+"};
constexpr std::array<const char*, 5> kGapClassTexts{"gap<=2", "gap<=5", "gap<=10", "gap<=20",
                                                    "gap>20"};

// A row, and which of its columns are not empty.
struct Row {
  const char* statistic = "";
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

std::string line_of(const Row& row, Timestamp begins, std::uint64_t value, std::uint64_t bounded) {
  const auto at = [&](std::uint32_t second) {
    return utc_seconds(Timestamp::from_seconds(begins.seconds() + second));
  };
  std::string line{row.statistic};
  for (const std::string& each : {row.place, at(row.from), at(row.to), row.kind, std::string{},
                                  row.group, row.origin, row.destination, row.segment, row.country,
                                  std::to_string(value), std::to_string(bounded)}) {
    line += ',';
    line += each;
  }
  return line;
}

std::string three_digits(std::uint32_t number) {
  const std::string text = std::to_string(number);
  return std::string(3 - std::min<std::size_t>(3, text.size()), '0') + text;
}

}  // namespace

std::string TruthTables::place_text(std::size_t level, std::uint32_t key) const {
  if (level == 0) return to_text(geography_.numbered(key).place);
  return level == 1 ? "site:" + geography_.sites()[key] : "zone:" + geography_.zones()[key];
}

std::vector<std::string> TruthTables::lines() const {
  constexpr std::uint32_t kHourSeconds = 3600;
  std::vector<std::string> lines;
  // To the nearest whole one.
  const auto bounded_of = [](const Number& number) {
    return (number.bounded + kShares / 2) / kShares;
  };
  const auto add = [&]<typename T>(const Row& row, const T& number) {
    if constexpr (std::is_same_v<T, Number>) {
      if (number.value == 0) return;
      lines.push_back(line_of(row, begins_, number.value, bounded_of(number)));
    } else if (number > 0) {
      lines.push_back(line_of(row, begins_, number, number));
    }
  };
  // So many counts for each key, told apart by `tell`.
  const auto add_all = [&](const auto& counts, std::size_t level, std::size_t of_key,
                           const auto& tell) {
    for (std::size_t i = 0; i < counts.size(); ++i) {
      Row row = tell(i % of_key);
      row.place = place_text(level, static_cast<std::uint32_t>(i / of_key));
      add(row, counts[i]);
    }
  };
  const auto hour_of = [](const char* statistic) {
    return [statistic](std::size_t hour) {
      const auto from = static_cast<std::uint32_t>(hour) * kHourSeconds;
      return Row{.statistic = statistic, .from = from, .to = from + kHourSeconds};
    };
  };
  for (std::size_t level = 0; level < kLevels; ++level) {
    add_all(presence_[level], level, 24, hour_of("presence"));
    add_all(visitors_[level], level, kClasses, [](std::size_t kind) {
      return Row{.statistic = "visitors", .group = kVisitorClasses[kind]};
    });
    add_all(dwell_[level], level, kDwellClasses, [](std::size_t kind) {
      return Row{.statistic = "dwell", .group = kDwellClassTexts[kind]};
    });
  }
  add_all(machines_, 2, 24, hour_of("machines"));
  const auto zone = [&](std::uint32_t key) {
    return key == Geography::kNone ? std::string{"unknown"} : place_text(2, key);
  };
  for (const auto& [key, value] : flows_) {
    const auto& [left, reached, part] = key;
    add({.statistic = "flows",
         .place = zone(left),
         .from = kDayParts[part].from,
         .to = kDayParts[part].to,
         .destination = zone(reached)},
        value);
  }
  for (const auto& [key, value] : origins_) {
    add({.statistic = "origin", .place = zone(std::get<0>(key)), .origin = zone(std::get<1>(key))},
        value);
  }
  for (const auto& [key, value] : segments_) {
    const auto& [where, part, segment] = key;
    add({.statistic = "segments",
         .place = zone(where),
         .from = kDayParts[part].from,
         .to = kDayParts[part].to,
         .segment = std::string{segment_text(static_cast<std::uint8_t>(segment))}},
        value);
  }
  for (const auto& [key, value] : roamers_) {
    add({.statistic = "roamers",
         .place = zone(std::get<0>(key)),
         .country = three_digits(std::get<1>(key))},
        value);
  }
  for (const auto& [key, value] : events_) {
    const auto from = static_cast<std::uint32_t>(key >> 8 & 0xff) * kHourSeconds;
    add({.statistic = "events",
         .place = place_text(0, static_cast<std::uint32_t>(key >> 16)),
         .from = from,
         .to = from + kHourSeconds,
         .kind = std::string{to_text(static_cast<EventKind>(key & 0xff))}},
        value);
  }
  for (std::size_t i = 0; i < kGapClasses; ++i) {
    add({.statistic = "quality", .group = kGapClassTexts[i]}, quality_[i]);
  }
  return lines;
}

void TruthTables::write_header(std::ostream& out) {
  out << "stat,place,from,to,kind,service,class,origin,destination,segment,country,value,bounded\n";
}

void TruthTables::write(std::ostream& out) const {
  std::vector<std::string> all = lines();
  std::ranges::sort(all);
  for (const std::string& each : all) out << each << '\n';
}

}  // namespace celltally
