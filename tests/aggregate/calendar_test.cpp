#include "aggregate/calendar.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

#include "tests/aggregate/obvious_hours.hpp"

namespace celltally {
namespace {

using test::ObviousHour;
using test::ObviousZone;

Calendar in_zone(const char* zone) {
  return Calendar::in_zone(zone).value();
}

std::int64_t minutes(const Window& window) {
  return (window.to.ns - window.from.ns) / 60'000'000'000;
}

struct Case {
  const char* name;
  const char* zone;
  const ObviousZone& clocks;
  std::int64_t from_s;
  std::size_t hours;  // of the day that holds from_s
  std::int64_t day_minutes;
  std::int64_t longest_minutes;
  std::int64_t shortest_minutes;
};

const Case kCases[] = {
    {"UTC", "UTC", test::kUtc, 1'767'268'800, 24, 1440, 60, 60},
    {"Paris, an ordinary day", "Europe/Paris", test::kParis, 1'767'268'800, 24, 1440, 60, 60},
    {"Paris loses an hour", "Europe/Paris", test::kParis, 1'774'746'000, 23, 1380, 60, 60},
    {"Paris repeats an hour", "Europe/Paris", test::kParis, 1'792'890'000, 24, 1500, 120, 60},
    {"Cairo has no hour after midnight", "Africa/Cairo", test::kCairo, 1'776'981'600, 23, 1380, 60,
     60},
    {"Cairo repeats the hour before midnight", "Africa/Cairo", test::kCairo, 1'793'307'600, 24,
     1500, 120, 60},
    {"Kolkata, half hours", "Asia/Kolkata", test::kKolkata, 1'767'268'800, 24, 1440, 60, 60},
    {"Kathmandu, quarter hours", "Asia/Kathmandu", test::kKathmandu, 1'767'268'800, 24, 1440, 60,
     60},
    {"St John's loses an hour", "America/St_Johns", test::kStJohns, 1'772'947'800, 23, 1380, 60,
     60},
    {"St John's repeats an hour", "America/St_Johns", test::kStJohns, 1'793'507'400, 24, 1500, 120,
     60},
    {"St John's repeats 23:01 to 00:01", "America/St_Johns", test::kStJohns1999, 941'337'060, 24,
     1500, 120, 60},
    {"Apia before the day that is skipped", "Pacific/Apia", test::kApia, 1'325'239'199, 20, 1200,
     60, 60},
    {"Apia after it", "Pacific/Apia", test::kApia, 1'325'239'200, 4, 240, 60, 60},
    {"Lord Howe repeats half an hour", "Australia/Lord_Howe", test::kLordHowe, 1'775'314'800, 24,
     1470, 90, 60},
    {"Lord Howe loses half an hour", "Australia/Lord_Howe", test::kLordHowe, 1'791'041'400, 24,
     1410, 60, 30},
};

TEST(Calendar, DaysHaveTheHoursOfTheClocksOnTheWall) {
  for (const Case& one : kCases) {
    SCOPED_TRACE(one.name);
    const Calendar calendar = in_zone(one.zone);
    const Window day = calendar.day(Timestamp::from_seconds(one.from_s));
    EXPECT_EQ(minutes(day), one.day_minutes);
    std::size_t hours = 0;
    std::int64_t longest = 0;
    std::int64_t shortest = 10'000;
    for (Timestamp at = day.from; at < day.to; at = calendar.hour(at).to, ++hours) {
      longest = std::max(longest, minutes(calendar.hour(at)));
      shortest = std::min(shortest, minutes(calendar.hour(at)));
    }
    EXPECT_EQ(hours, one.hours);
    EXPECT_EQ(longest, one.longest_minutes);
    EXPECT_EQ(shortest, one.shortest_minutes);
  }
}

TEST(Calendar, AgreesWithSomebodyWhoWatchesTheClockForDays) {
  for (const Case& one : kCases) {
    SCOPED_TRACE(one.name);
    const Calendar calendar = in_zone(one.zone);
    const auto hours = test::obvious_hours(one.clocks, one.from_s - 86'400, one.from_s + 86'400);
    ASSERT_GT(hours.size(), 24u);
    for (const ObviousHour& hour : hours) {
      EXPECT_EQ(calendar.hour({hour.window.to.ns - 1}), hour.window);
      for (std::int64_t ns = hour.window.from.ns; ns < hour.window.to.ns; ns += 419'999'999'999) {
        EXPECT_EQ(calendar.hour({ns}), hour.window) << ns;
        EXPECT_EQ(calendar.day({ns}), hour.day) << ns;
      }
    }
  }
}

TEST(Calendar, PutsEveryMomentIntoOneHourOfOneDay) {
  for (const Case& one : kCases) {
    SCOPED_TRACE(one.name);
    const Calendar calendar = in_zone(one.zone);
    // A year in steps that have nothing to do with hours.
    for (std::int64_t t = one.from_s - 182 * 86'400; t < one.from_s + 182 * 86'400; t += 4999) {
      const Timestamp at{t * 1'000'000'000 + 999'999'999};
      const Window day = calendar.day(at);
      const Window hour = calendar.hour(at);
      ASSERT_TRUE(day.contains(at));
      ASSERT_TRUE(hour.contains(at));
      ASSERT_LE(day.from, hour.from);
      ASSERT_LE(hour.to, day.to);
      ASSERT_EQ(calendar.hour(hour.from), hour);
      ASSERT_EQ(calendar.hour({hour.from.ns - 1}).to, hour.from);
      ASSERT_EQ(calendar.day({day.from.ns - 1}).to, day.from);
      ASSERT_EQ(calendar.day(day.from), day);
    }
  }
}

TEST(Calendar, BeginsTheDayAtFour) {
  const Window day = in_zone("Europe/Paris").day(Timestamp::from_seconds(1'767'268'800));
  EXPECT_EQ(day.from, Timestamp::from_seconds(1'767'236'400));  // 2026-01-01T03:00:00Z
  EXPECT_EQ(day.to, Timestamp::from_seconds(1'767'322'800));
}

TEST(Calendar, HasTwentyFourHoursAtMostInEveryDayOfACenturyAndAHalf) {
  for (const char* zone : {"Europe/Amsterdam", "America/St_Johns", "Pacific/Apia", "Asia/Manila",
                           "Africa/Monrovia", "Antarctica/Troll", "Pacific/Kwajalein"}) {
    SCOPED_TRACE(zone);
    const Calendar calendar = in_zone(zone);
    const Timestamp end = Timestamp::from_seconds(2'300'000'000);
    for (Timestamp from = Timestamp::from_seconds(-2'400'000'000); from < end;) {
      const Window day = calendar.day(from);
      ASSERT_EQ(day.from, calendar.day({from.ns + 1}).from);
      // Days of the usual length are looked at by the test above; the others are here.
      if (minutes(day) != 1440) {
        std::size_t hours = 0;
        for (Timestamp at = day.from; at < day.to; at = calendar.hour(at).to) {
          ASSERT_EQ(calendar.hour(at).from, at);
          ASSERT_LE(++hours, 24u) << at.seconds();
        }
      }
      ASSERT_LT(from, day.to);
      from = day.to;
    }
  }
}

TEST(Calendar, HasWindowsForAllTimestamps) {
  constexpr std::int64_t kMargin = Calendar::kMarginS * 1'000'000'000;
  const Calendar calendar = in_zone("Europe/Paris");
  for (const auto& [outside, nearest] :
       {std::pair{std::numeric_limits<std::int64_t>::min(), Calendar::kEarliest.ns - kMargin},
        std::pair{std::numeric_limits<std::int64_t>::max(), Calendar::kLatest.ns + kMargin}}) {
    EXPECT_EQ(calendar.day({outside}), calendar.day({nearest}));
    EXPECT_EQ(calendar.hour({outside}), calendar.hour({nearest}));
    EXPECT_TRUE(calendar.day({nearest}).contains({nearest}));
  }
}

TEST(Calendar, SaysWhatToDoAboutAZoneThatIsNot) {
  for (const std::string zone : {"Europe/Pari", "", "../../../etc/passwd", "paris"}) {
    const auto calendar = Calendar::in_zone(zone);
    ASSERT_FALSE(calendar.has_value()) << zone;
    EXPECT_EQ(calendar.error(), "there is no time zone \"" + zone +
                                    "\"; use a name such as \"UTC\" or \"Europe/Paris\"");
  }
}

}  // namespace
}  // namespace celltally
