// The parts of ordinary days and of those on which clocks change.

#include "aggregate/day_parts.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "tests/aggregate/obvious_hours.hpp"

namespace celltally {
namespace {

struct Case {
  const char* name;
  const char* zone;
  const test::ObviousZone& clocks;
  std::int64_t at_s;
  std::vector<std::uint32_t> minutes;  // of each part
};

// 2022-03-27T01:00Z -3 to -2, at 22:00; 2022-10-30T01:00Z back, at 23:00.
const test::ObviousZone kNuuk{{{0, -10'800}, {1'648'342'800, -7200}, {1'667'091'600, -10'800}}};

const Case kCases[] = {
    {"UTC", "UTC", test::kUtc, 1'768'478'400, {120, 240, 360, 240, 240, 240}},
    {"Kathmandu",
     "Asia/Kathmandu",
     test::kKathmandu,
     1'768'478'400,
     {120, 240, 360, 240, 240, 240}},
    {"Paris loses an hour",
     "Europe/Paris",
     test::kParis,
     1'774'746'000,
     {120, 240, 360, 240, 240, 180}},
    {"Paris repeats an hour",
     "Europe/Paris",
     test::kParis,
     1'792'890'000,
     {120, 240, 360, 240, 240, 300}},
    {"St John's repeats 23:01 to 00:01",
     "America/St_Johns",
     test::kStJohns1999,
     941'337'060,
     {120, 240, 360, 240, 240, 300}},
    {"Nuuk loses an hour in the evening",
     "America/Nuuk",
     kNuuk,
     1'648'342'800,
     {120, 240, 360, 240, 180, 240}},
    {"Nuuk repeats an hour in the evening",
     "America/Nuuk",
     kNuuk,
     1'667'091'600,
     {120, 240, 360, 240, 300, 240}},
    {"Apia before the day that is skipped",
     "Pacific/Apia",
     test::kApia,
     1'325'239'199,
     {120, 240, 360, 240, 240, 0}},
    {"Apia after it", "Pacific/Apia", test::kApia, 1'325'239'200, {0, 0, 0, 0, 0, 240}},
};

// The part by what the clock on the wall shows, of clocks that never show old hours anew.
std::size_t part_shown(std::int64_t local_s) {
  const std::int64_t hour = (local_s / 3600) % 24;
  return hour < 4 ? 5 : hour < 6 ? 0 : hour < 10 ? 1 : hour < 16 ? 2 : hour < 20 ? 3 : 4;
}

TEST(DayParts, AreAsLongAsTheClocksMakeThem) {
  for (const Case& one : kCases) {
    SCOPED_TRACE(one.name);
    const Calendar calendar = Calendar::in_zone(one.zone).value();
    const DayParts parts(calendar, Timestamp::from_seconds(one.at_s));
    std::vector<std::uint32_t> minutes;
    for (std::size_t part = 0; part < DayParts::kParts; ++part) {
      minutes.push_back((parts.to(part) - parts.from(part)) / 60);
      EXPECT_EQ(parts.empty(part), minutes.back() == 0);
    }
    EXPECT_EQ(minutes, one.minutes);
    EXPECT_EQ(parts.day(), calendar.day(Timestamp::from_seconds(one.at_s)));
  }
}

TEST(DayParts, FollowOneAnotherFromTheDaysBeginningToItsEnd) {
  for (const Case& one : kCases) {
    SCOPED_TRACE(one.name);
    const DayParts parts(Calendar::in_zone(one.zone).value(), Timestamp::from_seconds(one.at_s));
    Timestamp at = parts.day().from;
    for (std::size_t part = 0; part < DayParts::kParts; ++part) {
      EXPECT_EQ(parts.window(part).from, at);
      EXPECT_EQ(parts.day().from.seconds() + parts.from(part), at.seconds());
      at = parts.window(part).to;
    }
    EXPECT_EQ(at, parts.day().to);
  }
}

TEST(DayParts, AgreeWithSomebodyWhoWatchesTheClock) {
  for (const Case& one : kCases) {
    SCOPED_TRACE(one.name);
    const DayParts parts(Calendar::in_zone(one.zone).value(), Timestamp::from_seconds(one.at_s));
    std::int64_t shown = 0;
    for (std::int64_t at = parts.day().from.seconds() - 7200; at < parts.day().to.seconds();
         at += 60) {
      shown = std::max(shown, one.clocks.local(at));
      if (at < parts.day().from.seconds()) continue;
      const auto second = static_cast<std::uint32_t>(at - parts.day().from.seconds());
      ASSERT_EQ(parts.part_of(second), part_shown(shown)) << second;
    }
    EXPECT_EQ(parts.part_of(100'000), 5u) << "the day's end belongs to the last";
  }
}

}  // namespace
}  // namespace celltally
