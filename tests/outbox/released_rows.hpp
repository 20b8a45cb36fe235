#pragma once

#include <utility>
#include <vector>

#include "disclose/gate.hpp"
#include "disclose/released_rows.hpp"
#include "outbox/segment_header.hpp"
#include "tests/disclose/day_builder.hpp"

namespace celltally::test {

inline constexpr ReleaseRules kRules{.people_min = 20, .rounding = 5};

// A window with what the Gate released of it: nobody else can make such rows.
struct ReleasedWindow {
  SegmentHeader about;
  ReleasedRows rows;
};

inline SegmentHeader about(Statistic statistic, const Window& window,
                           const ReleaseRules& rules = kRules) {
  SegmentHeader header;
  header.sequence = 1767268800;
  header.probe = "north-1";
  header.epoch = kFour;
  header.statistic = statistic;
  header.window = window;
  header.coverage_ppm = 1'000'000;
  header.protection.people_min = rules.people_min;
  header.protection.rounding = rules.rounding;
  header.previous = std::string(64, '0');
  return header;
}

// All windows of a day, each with its rows.
inline std::vector<ReleasedWindow> windows_of(const ClosedDay& day,
                                              const ReleaseRules& rules = kRules) {
  std::vector<ReleasedWindow> windows;
  for (const ReleasedCount& row : Gate{rules, {}}.release(day)) {
    const bool new_one = windows.empty() || windows.back().about.statistic != row.statistic() ||
                         windows.back().about.window != row.window();
    if (new_one) windows.push_back({about(row.statistic(), row.window(), rules), {}});
    windows.back().rows.counts.push_back(row);
  }
  return windows;
}

// Presence in hour `number` of the day, in three cells: 23 people, 7 people, nobody. With `cells`,
// so many more of 20 people each.
inline ReleasedWindow presence(int number, int cells = 0) {
  std::vector<Tally> tallies{{.key = {.place = cell(0x101)}, .value = 23, .people = 23},
                             {.key = {.place = cell(0x102)}, .value = 7, .people = 7}};
  for (int i = 0; i < cells; ++i) {
    tallies.push_back({.key = {.place = cell(0x1000u + static_cast<std::uint64_t>(i))},
                       .value = 20,
                       .people = 20});
  }
  auto windows = windows_of(DayBuilder{}
                                .window(Statistic::presence, number, std::move(tallies))
                                .seen(cell(0x103))
                                .build());
  return std::move(windows.front());
}

// Events of two kinds in the same hour.
inline ReleasedWindow events(int number) {
  auto windows = windows_of(DayBuilder{}
                                .window(Statistic::events, number,
                                        {events_of(cell(0x101), EventKind::attach, 131, 23),
                                         events_of(cell(0x101), EventKind::detach, 40, 25),
                                         events_of(cell(0x102), EventKind::attach, 500, 19)})
                                .build());
  return std::move(windows.front());
}

}  // namespace celltally::test
