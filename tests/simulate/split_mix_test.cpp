#include "simulate/split_mix.hpp"

#include <gtest/gtest.h>

namespace celltally {
namespace {

TEST(SplitMix, GivesThePublishedNumbers) {  // of the reference implementation, seed 1234567
  SplitMix random{1234567};
  EXPECT_EQ(random.next(), 6457827717110365317u);
  EXPECT_EQ(random.next(), 3203168211198807973u);
  EXPECT_EQ(random.next(), 9817491932198370423u);
}

TEST(SplitMix, StaysInItsBounds) {
  SplitMix random{1};
  bool low = false;
  bool high = false;
  for (int i = 0; i < 10'000; ++i) {
    const std::int64_t number = random.between(-3, 3);
    ASSERT_GE(number, -3);
    ASSERT_LE(number, 3);
    low = low || number == -3;
    high = high || number == 3;
  }
  EXPECT_TRUE(low && high);
  EXPECT_FALSE(random.percent(0));
  EXPECT_TRUE(random.percent(100));
}

TEST(SplitMix, WaitsExponentially) {
  SplitMix random{1};
  constexpr int kDraws = 100'000;
  constexpr std::int64_t kMean = 600'000;
  double sum = 0;
  int longer_than_mean = 0;
  int longer_than_three = 0;
  for (int i = 0; i < kDraws; ++i) {
    const std::int64_t wait = random.exponential(kMean);
    sum += static_cast<double>(wait);
    longer_than_mean += wait > kMean;
    longer_than_three += wait > 3 * kMean;
  }
  EXPECT_NEAR(sum / kDraws / kMean, 1.0, 0.01);
  EXPECT_NEAR(longer_than_mean / double{kDraws}, 0.3679, 0.005);   // 1/e
  EXPECT_NEAR(longer_than_three / double{kDraws}, 0.0498, 0.003);  // 1/e^3
  EXPECT_EQ(random.exponential(0), 0);
}

}  // namespace
}  // namespace celltally
