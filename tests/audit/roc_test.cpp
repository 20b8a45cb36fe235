#include "audit/games/roc.hpp"

#include <gtest/gtest.h>

#include "audit/games/hour_likelihood.hpp"
#include "simulate/split_mix.hpp"

namespace celltally {
namespace {

using Scores = std::vector<double>;

TEST(Roc, IsOneForWhoIsAlwaysRightAndAHalfForWhoKnowsNothing) {
  const Roc certain({3, 3, 4, 4}, {1, 1, 2, 2});
  EXPECT_EQ(certain.area(), 1);
  EXPECT_EQ(certain.advantage(), 1);
  const Roc nothing(Scores(10, 7), Scores(10, 7));
  EXPECT_EQ(nothing.area(), 0.5);
  EXPECT_EQ(nothing.advantage(), 0);
}

TEST(Roc, CountsEqualScoresHalf) {
  EXPECT_EQ(Roc({1, 2}, {1, 2}).area(), 0.5);
  EXPECT_EQ(Roc({2, 3}, {1, 2}).area(), 0.875);
}

TEST(Roc, DoesNotProfitFromChance) {
  SplitMix random{1};
  double sum = 0;
  for (int times = 0; times < 200; ++times) {
    Scores in;
    Scores out;
    for (int i = 0; i < 50; ++i) {
      in.push_back(random.below(1'000'000));
      out.push_back(random.below(1'000'000));
    }
    sum += Roc(in, out).advantage();
  }
  EXPECT_NEAR(sum / 200, 0, 0.03);
}

TEST(HourLikelihood, SpeaksForTheTargetWhereMoreThanTheOthersWereSeen) {
  const HourBelief belief{.mean = 100, .noise = 18, .threshold = 95};
  SeenRow row{.state = ReleaseState::published, .value = 101, .sigma = 18};
  EXPECT_NEAR(log_likelihood_ratio(row, belief), 0.5 / (18 * 18), 1e-12);
  row.value = 80;
  EXPECT_LT(log_likelihood_ratio(row, belief), 0);
  row.state = ReleaseState::withheld;
  EXPECT_LT(log_likelihood_ratio(row, belief), 0) << "with the target it would be less likely";
  row.state = ReleaseState::no_data;
  EXPECT_EQ(log_likelihood_ratio(row, belief), 0);
}

TEST(HourLikelihood, SaysNothingOfWhatIsWithheldForAnother) {
  const SeenRow row{.state = ReleaseState::withheld};
  EXPECT_EQ(log_likelihood_ratio(row, {.mean = 900, .noise = 18, .threshold = 95}), 0);
}

}  // namespace
}  // namespace celltally
