#include "daemon/live_clock.hpp"

#include <gtest/gtest.h>

namespace celltally {
namespace {

constexpr std::int64_t kSecond = 1'000'000'000;

struct Clocks {
  LiveClock::Raw raw{1'000 * kSecond, 5 * kSecond};
  LiveClock clock{[this] { return raw; }};

  LiveClock::Reading after(std::int64_t seconds, std::int64_t set_by = 0) {
    raw.running_ns += seconds * kSecond;
    raw.wall_ns += (seconds + set_by) * kSecond;
    return clock.read();
  }
};

TEST(LiveClock, RunsWithTheWallClock) {
  Clocks clocks;
  const auto reading = clocks.after(3600);
  EXPECT_EQ(reading.now, Timestamp::from_seconds(4600));
  EXPECT_FALSE(reading.stepped);
}

TEST(LiveClock, HoldsThroughASmallCorrectionBackwards) {
  Clocks clocks;
  EXPECT_EQ(clocks.after(10).now, Timestamp::from_seconds(1010));
  EXPECT_EQ(clocks.after(1, -20).now, Timestamp::from_seconds(1010));
  EXPECT_EQ(clocks.after(5).now, Timestamp::from_seconds(1010));
  EXPECT_FALSE(clocks.after(1, 29).stepped);
}

TEST(LiveClock, SaysOnceThatItWasSetAndGoesOnFromThere) {
  for (const std::int64_t hour : {3600, -3600}) {
    Clocks clocks;
    const auto reading = clocks.after(1, hour);
    EXPECT_TRUE(reading.stepped);
    EXPECT_EQ(reading.now, Timestamp::from_seconds(1001 + hour));
    EXPECT_FALSE(clocks.after(1).stepped);
    EXPECT_EQ(clocks.after(1).now, Timestamp::from_seconds(1003 + hour));
  }
}

TEST(LiveClock, IsNotSetByALongSleep) {
  Clocks clocks;
  EXPECT_FALSE(clocks.after(86'400).stepped);
}

}  // namespace
}  // namespace celltally
