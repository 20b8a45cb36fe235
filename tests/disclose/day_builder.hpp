#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "aggregate/closed_day.hpp"
#include "disclose/place_list.hpp"
#include "disclose/released_count.hpp"
#include "vocabulary/row_key.hpp"

namespace celltally::test {

inline constexpr Plmn kTestNetwork{0x00f110};                               // 001-01
inline constexpr Timestamp kFour = Timestamp::from_seconds(1'767'240'000);  // 2026-01-01T04:00:00Z

inline Place cell(std::uint64_t eci) {
  return Place{PlaceKind::ecgi, kTestNetwork, eci};
}

// A list of cells that are in no zone and on no site.
inline PlaceList list_of(const std::vector<Place>& cells) {
  PlaceList list;
  for (const Place each : cells) list.cells.push_back({.cell = each});
  return list;
}

inline Tally events_of(Place place, EventKind kind, std::uint64_t value, std::uint64_t people) {
  return {{.place = place, .detail = Detail::of(kind)}, value, people};
}

// One row as text: "ecgi:001-01-0000001 attach published 20".
inline std::string line_of(const ReleasedCount& row, const PlaceNames& names = {}) {
  std::string text = names.text_of(row.key().place);
  const RowKey key = row_key_of(row.statistic(), row.key(), names);
  for (const std::string_view word : {std::string_view{key.word}, to_text(row.state())}) {
    if (!word.empty()) text.append(text.empty() ? "" : " ").append(word);
  }
  if (row.value()) text += ' ' + std::to_string(*row.value());
  return text;
}

// Hour `number` of the day, which begins at 04:00.
inline Window hour(int number) {
  constexpr std::int64_t kHourNs = 3'600'000'000'000;
  return {{kFour.ns + number * kHourNs}, {kFour.ns + (number + 1) * kHourNs}};
}

// A day out of windows; its visitors, and the cells of all tallies as those seen, come by
// themselves.
class DayBuilder {
 public:
  DayBuilder& window(Statistic statistic, int number, std::vector<Tally> tallies,
                     bool captured = true) {
    for (const Tally& tally : tallies) seen(tally.key.place);
    ClosedWindow window;
    window.statistic = statistic;
    window.window = hour(number);
    window.captured = captured;
    window.tallies = std::move(tallies);
    std::sort(window.tallies.begin(), window.tallies.end());
    day_.add(std::move(window));
    return *this;
  }

  // Cells with events of nobody.
  DayBuilder& seen(Place place) {
    visitors_.cells_seen.push_back({.cell = place});
    return *this;
  }

  ClosedDay build() {
    visitors_.statistic = Statistic::visitors;
    visitors_.window = {hour(0).from, hour(23).to};
    auto& cells = visitors_.cells_seen;
    std::sort(cells.begin(), cells.end(),
              [](const SeenCell& a, const SeenCell& b) { return a.cell < b.cell; });
    cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
    day_.add(std::move(visitors_));
    return std::move(day_);
  }

 private:
  ClosedDay day_;
  ClosedWindow visitors_;
};

}  // namespace celltally::test
