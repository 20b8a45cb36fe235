#include "daemon/quality_history.hpp"

#include <gtest/gtest.h>

namespace celltally {
namespace {

using Sample = QualityHistory::Sample;

Timestamp at(std::int64_t second) {
  return Timestamp::from_seconds(1'768'478'400 + second);
}

const Window kHour{at(0), at(3600)};

Sample seen(std::uint64_t packets, std::uint64_t lost = 0, bool receiving = true) {
  return {.packets = packets, .lost = lost, .receiving = receiving};
}

// A sample each second, `from` and `to` included.
void run(QualityHistory& history, std::int64_t from, std::int64_t to, bool receiving = true) {
  for (std::int64_t second = from; second <= to; ++second) {
    history.add(at(second), seen(0, 0, receiving));
  }
}

TEST(QualityHistory, CoversTheWholeOfAnHourItSawWhole) {
  QualityHistory history;
  run(history, -10, 3700);
  EXPECT_EQ(history.of(kHour).coverage_ppm, 1'000'000u);
}

TEST(QualityHistory, CoversOnlyWhatItSaw) {
  struct Case {
    const char* name;
    std::int64_t from, to;
    std::uint32_t ppm;
  };
  for (const Case& test :
       {Case{"started at half past", 1800, 3700, 500'000},
        Case{"stopped at half past", -10, 1800, 500'000}, Case{"ran before it", -3000, -1, 0},
        Case{"ran after it", 3600, 4000, 0}}) {
    QualityHistory history;
    run(history, test.from, test.to);
    EXPECT_EQ(history.of(kHour).coverage_ppm, test.ppm) << test.name;
  }
  EXPECT_EQ(QualityHistory{}.of(kHour).coverage_ppm, 0u);
}

TEST(QualityHistory, DoesNotCoverWhileALinkIsDownOrTheProbeStoodStill) {
  QualityHistory history;
  run(history, 0, 900);
  run(history, 901, 1799, false);
  run(history, 1800, 2700);
  run(history, 3600, 3700);  // a hole of a quarter
  EXPECT_NEAR(history.of(kHour).coverage_ppm, 500'000, 1'000);
}

TEST(QualityHistory, TellsTheLossOfTheWindowAndNotOfAnother) {
  QualityHistory history;
  history.add(at(-1), seen(1'000, 500));
  history.add(at(0), seen(1'000, 500));
  history.add(at(5), seen(1'900, 600));
  history.add(at(3600), seen(1'900, 600));
  history.add(at(3601), seen(1'900, 9'999));
  EXPECT_EQ(history.of(kHour).loss_ppm, 100'000u);
}

TEST(QualityHistory, NeverRoundsALossToNone) {
  QualityHistory history;
  history.add(at(0), seen(0, 0));
  history.add(at(5), seen(1'000'000'000, 1));
  EXPECT_EQ(history.of(kHour).loss_ppm, 1u);
}

TEST(QualityHistory, TellsTheSharesOfUnknownPeopleAndOfTemporaryOnes) {
  QualityHistory history;
  history.add(at(0), {.events = 100, .unknown = 50, .temporary = 20, .receiving = true});
  EXPECT_FALSE(history.of(kHour).unknown_percent);
  EXPECT_FALSE(history.of(kHour).temporary_percent);
  history.add(at(5), {.events = 300, .unknown = 100, .temporary = 39, .receiving = true});
  EXPECT_EQ(history.of(kHour).unknown_percent, 25u);
  EXPECT_EQ(history.of(kHour).temporary_percent, 9u) << "rounded down";
}

TEST(QualityHistory, BeginsAnewWhenTheClockIsSetBack) {
  QualityHistory history;
  run(history, 0, 3600);
  run(history, 1800, 1800);
  EXPECT_EQ(history.of(kHour).coverage_ppm, 1'000'000u) << "the windows that this ends are told of";
  run(history, 1801, 2701);
  EXPECT_EQ(history.of(kHour).coverage_ppm, 250'000u);
}

TEST(QualityHistory, KnowsAWindowWithoutAPacketFromOneThatItDoesNotRemember) {
  QualityHistory history;
  EXPECT_FALSE(history.of(kHour).silent) << "nothing is known of it";
  history.add(at(0), seen(7));
  EXPECT_FALSE(history.of(kHour).silent);
  history.add(at(1), seen(7));
  EXPECT_TRUE(history.of(kHour).silent);
  history.add(at(2), seen(8));
  EXPECT_FALSE(history.of(kHour).silent);
  EXPECT_FALSE(history.of({at(3600), at(7200)}).silent);
  history.add(at(7200), seen(9));  // it stood still meanwhile
  EXPECT_FALSE(history.of({at(3600), at(7200)}).silent);
}

// A correction, not a new time: windows take no notice of it either (LiveClock).
TEST(QualityHistory, RemembersWhenTheClockIsCorrectedByASecondOrTwo) {
  QualityHistory history;
  run(history, -10, 3000);
  run(history, 2998, 3700);
  EXPECT_EQ(history.of(kHour).coverage_ppm, 1'000'000u);
}

TEST(QualityHistory, CountsOnAfterTotalsBeganAnew) {
  QualityHistory history;
  history.add(at(0), seen(1'000, 0));
  history.add(at(5), seen(90, 10));
  EXPECT_EQ(history.of(kHour).loss_ppm, 100'000u);
}

}  // namespace
}  // namespace celltally
