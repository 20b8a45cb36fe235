#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "vocabulary/window.hpp"

namespace celltally::test {

// The clocks of a zone, written down by hand: from each moment (UTC seconds) on, the offset.
struct ObviousZone {
  struct Change {
    std::int64_t from_s;
    std::int64_t offset_s;
  };
  std::vector<Change> changes;  // ascending; the first is taken for all times before it too

  std::int64_t local(std::int64_t utc_s) const {
    std::int64_t offset = changes.front().offset_s;
    for (const Change& change : changes) {
      if (utc_s >= change.from_s) offset = change.offset_s;
    }
    return utc_s + offset;
  }
};

struct ObviousHour {
  Window window;
  Window day;
};

inline std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  return a / b - (a % b < 0 ? 1 : 0);
}

// All hours of the days that hold from_s <= t < to_s, found by looking at the clock on the wall
// every minute: a new hour begins when it shows an hour that it has not shown yet.
inline std::vector<ObviousHour> obvious_hours(const ObviousZone& zone, std::int64_t from_s,
                                              std::int64_t to_s) {
  struct Mark {
    std::int64_t at_s, hour, day;
  };
  std::vector<Mark> marks;
  const std::int64_t begin = floor_divide(from_s, 60) * 60 - std::int64_t{3} * 86'400;
  for (std::int64_t t = begin; t < to_s + std::int64_t{3} * 86'400; t += 60) {
    const std::int64_t hour = floor_divide(zone.local(t), 3600);
    if (marks.empty() || hour > marks.back().hour) {
      marks.push_back({t, hour, floor_divide(hour - 4, 24)});
    }
  }
  std::vector<ObviousHour> hours;
  std::optional<std::size_t> day_begin;
  for (std::size_t i = 1; i < marks.size(); ++i) {
    if (marks[i].day == marks[i - 1].day) continue;
    if (day_begin && marks[i].at_s > from_s && marks[*day_begin].at_s < to_s) {
      const Window day{Timestamp::from_seconds(marks[*day_begin].at_s),
                       Timestamp::from_seconds(marks[i].at_s)};
      for (std::size_t j = *day_begin; j < i; ++j) {
        hours.push_back(
            {{Timestamp::from_seconds(marks[j].at_s), Timestamp::from_seconds(marks[j + 1].at_s)},
             day});
      }
    }
    day_begin = i;
  }
  return hours;
}

// The zones of the tests, around the days that they are about.
inline const ObviousZone kUtc{{{0, 0}}};
// 2026-03-29T01:00Z +1 to +2; 2026-10-25T01:00Z back.
inline const ObviousZone kParis{{{0, 3600}, {1'774'746'000, 7200}, {1'792'890'000, 3600}}};
// 2026-04-23T22:00Z +2 to +3; 2026-10-29T21:00Z back: at midnight.
inline const ObviousZone kCairo{{{0, 7200}, {1'776'981'600, 10'800}, {1'793'307'600, 7200}}};
inline const ObviousZone kKolkata{{{0, 19'800}}};
inline const ObviousZone kKathmandu{{{0, 20'700}}};
// 2026-03-08T05:30Z -3:30 to -2:30; 2026-11-01T04:30Z back.
inline const ObviousZone kStJohns{{{0, -12'600}, {1'772'947'800, -9000}, {1'793'507'400, -12'600}}};
// 1999-10-31T02:31Z (00:01 local) -2:30 to -3:30: at one past midnight.
inline const ObviousZone kStJohns1999{{{0, -9000}, {941'337'060, -12'600}}};
// 2011-12-30T10:00Z -10 to +14: the 30th is skipped.
inline const ObviousZone kApia{{{0, -36'000}, {1'325'239'200, 50'400}}};
// 2026-04-04T15:00Z +11 to +10:30; 2026-10-03T15:30Z back.
inline const ObviousZone kLordHowe{{{0, 39'600}, {1'775'314'800, 37'800}, {1'791'041'400, 39'600}}};

}  // namespace celltally::test
