#include "aggregate/time_bins.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace celltally {
namespace {

constexpr std::int64_t kMinuteNs = 60'000'000'000;

struct Case {
  const char* name;
  const char* zone;
  std::int64_t at_s;
  std::uint32_t grain_minutes;
  std::size_t bins;
  std::int64_t longest_minutes;
  std::int64_t shortest_minutes;
};

const Case kCases[] = {
    {"hours", "UTC", 1'767'268'800, 60, 24, 60, 60},
    {"quarters", "UTC", 1'767'268'800, 15, 96, 15, 15},
    {"halves", "UTC", 1'767'268'800, 30, 48, 30, 30},
    {"three hours", "UTC", 1'767'268'800, 180, 8, 180, 180},
    {"three hours, one lost", "Europe/Paris", 1'774'746'000, 180, 8, 180, 120},
    {"three hours, one repeated", "Europe/Paris", 1'792'890'000, 180, 8, 240, 180},
    {"quarters, an hour lost", "Europe/Paris", 1'774'746'000, 15, 92, 15, 15},
    {"quarters, an hour repeated", "Europe/Paris", 1'792'890'000, 15, 96, 30, 15},
    {"quarters of half an hour", "Australia/Lord_Howe", 1'791'041'400, 15, 96, 15, 7},
    {"a day of twenty hours", "Pacific/Apia", 1'325'239'199, 180, 7, 180, 120},
};

TEST(TimeBins, FollowEachOtherOverTheWholeDay) {
  for (const Case& one : kCases) {
    SCOPED_TRACE(one.name);
    const Calendar calendar = Calendar::in_zone(one.zone).value();
    const DayHours hours(calendar, Timestamp::from_seconds(one.at_s), 60);
    const TimeBins bins(hours, one.grain_minutes, 60);
    ASSERT_EQ(bins.size(), one.bins);
    EXPECT_EQ(bins[0].window.from, hours.day().from);
    EXPECT_EQ(bins[bins.size() - 1].window.to, hours.day().to);
    std::int64_t longest = 0, shortest = 10'000;
    for (std::size_t i = 0; i < bins.size(); ++i) {
      const Window window = bins[i].window;
      if (i > 0) {
        EXPECT_EQ(window.from, bins[i - 1].window.to);
        EXPECT_LE(bins[i - 1].due, bins[i].due);
      }
      longest = std::max(longest, (window.to.ns - window.from.ns) / kMinuteNs);
      shortest = std::min(shortest, (window.to.ns - window.from.ns) / kMinuteNs);
      EXPECT_EQ(bins[i].middle.ns - window.from.ns, window.to.ns - bins[i].middle.ns);
      EXPECT_GE(bins[i].due, std::min(window.to, hours.day().to));
    }
    EXPECT_EQ(longest, one.longest_minutes);
    EXPECT_EQ(shortest, one.shortest_minutes);
  }
}

TEST(TimeBins, SayInWhichOneAMomentIs) {
  for (const Case& one : kCases) {
    SCOPED_TRACE(one.name);
    const Calendar calendar = Calendar::in_zone(one.zone).value();
    const DayHours hours(calendar, Timestamp::from_seconds(one.at_s), 60);
    const TimeBins bins(hours, one.grain_minutes, 60);
    for (std::int64_t ns = hours.day().from.ns; ns < hours.day().to.ns; ns += 97'000'000'001) {
      const Timestamp at{ns};
      ASSERT_TRUE(bins[bins.bin_of(hours.hour_of(at), at)].window.contains(at));
    }
  }
}

TEST(TimeBins, CloseWhenNothingThatMattersCanCome) {
  const Calendar calendar = Calendar::in_zone("UTC").value();
  const Timestamp noon = Timestamp::from_seconds(1'767'268'800);
  const DayHours hours(calendar, noon, 60);
  const auto minutes_after_noon = [&](std::uint32_t grain, std::size_t bin) {
    return static_cast<double>(TimeBins(hours, grain, 60)[bin].due.ns - noon.ns) / kMinuteNs;
  };
  EXPECT_EQ(minutes_after_noon(60, 8), 30 + 60 + 2 + 1);
  EXPECT_EQ(minutes_after_noon(15, 32), 7.5 + 60 + 2 + 1);
  EXPECT_EQ(minutes_after_noon(180, 2), 60 + 1) << "10 to 13, not before the end";
  EXPECT_EQ(TimeBins(hours, 60, 60)[23].due, hours.day().to);
  EXPECT_LT(TimeBins(hours, 60, 60)[22].due, hours.day().to) << "02:30 and 63 minutes";
}

}  // namespace
}  // namespace celltally
