#include "capture/idle_backoff.hpp"

#include <gtest/gtest.h>

namespace celltally {
namespace {

using Rest = IdleBackoff::Rest;
using Kind = IdleBackoff::Rest::Kind;

TEST(IdleBackoff, SleepsNoLongerThanHalfTheRingTakes) {
  struct Case {
    const char* name;
    std::uint64_t ring, rate;
    std::int64_t most_ns;
  };
  const Case kCases[] = {
      {"a small site", 1024, 100'000, 1'000'000},
      {"1 Gbit/s of the smallest frames", 1024, 1'488'095, 344'064},
      {"10 Gbit/s, a small ring: never", 1024, 14'880'952, 0},
      {"10 Gbit/s, a large ring", 4096, 14'880'952, 137'625},
      {"a rate that is not known is 10 Gbit/s", 4096, 0, 137'625},
      {"just long enough", 1000, 10'000'000, 50'000},
      {"just too short", 998, 10'000'000, 0},
      {"no ring", 0, 1, 0},
      {"the largest numbers", ~0ULL, ~0ULL, 0},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ((IdleBackoff{c.ring, c.rate}.sleep_most_ns()), c.most_ns) << c.name;
  }
}

TEST(IdleBackoff, GoesFromSpinningToPausesToLongerSleeps) {
  IdleBackoff idle{1024, 1'000'000};
  for (std::uint32_t i = 0; i < IdleBackoff::kSpins; ++i) EXPECT_EQ(idle.after(0), Rest{});
  for (std::uint32_t i = 0; i < IdleBackoff::kPauses; ++i) {
    EXPECT_EQ(idle.after(0).kind, Kind::pause);
  }
  for (const std::int64_t ns : {50'000, 100'000, 200'000, 400'000, 512'000, 512'000, 512'000}) {
    EXPECT_EQ(idle.after(0), (Rest{.kind = Kind::sleep, .sleep_ns = ns}));
  }
}

TEST(IdleBackoff, StartsAnewWithEveryPacket) {
  IdleBackoff idle{1024, 1'000'000};
  for (int i = 0; i < 1000; ++i) idle.after(0);
  EXPECT_EQ(idle.after(1), Rest{});
  EXPECT_EQ(idle.after(0), Rest{});
  for (int i = 1; i < 320; ++i) idle.after(0);
  EXPECT_EQ(idle.after(0), (Rest{.kind = Kind::sleep, .sleep_ns = 50'000}));
}

TEST(IdleBackoff, NeverSleepsWhereTheRingIsFullBeforeTheThreadWakes) {
  IdleBackoff idle{512, 14'880'952};
  for (int i = 0; i < 10'000; ++i) EXPECT_NE(idle.after(0).kind, Kind::sleep);
}

// A ring that fills at the stated rate from the moment of the last poll, and a poll after each
// rest.
TEST(IdleBackoff, LosesNothingAtTheStatedRateWhenASleepTakesTwiceAsLong) {
  for (const std::uint64_t rate : {10'000ULL, 148'809ULL, 1'488'095ULL, 10'000'000ULL}) {
    for (const std::uint64_t ring : {64ULL, 256ULL, 1024ULL, 4096ULL}) {
      IdleBackoff idle{ring, rate};
      for (int poll = 0; poll < 1000; ++poll) {
        const Rest rest = idle.after(0);
        const auto arrived = 2 * static_cast<std::uint64_t>(rest.sleep_ns) * rate / 1'000'000'000;
        EXPECT_LE(arrived, ring) << rate << ' ' << ring;
      }
    }
  }
}

TEST(IdleBackoff, RestsAreTaken) {
  take({});
  take({.kind = Kind::pause});
  take({.kind = Kind::sleep, .sleep_ns = 1});
}

}  // namespace
}  // namespace celltally
