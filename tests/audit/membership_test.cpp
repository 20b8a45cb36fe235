#include "audit/games/membership.hpp"

#include <gtest/gtest.h>

#include "noise/seeded_random.hpp"
#include "tests/audit/undefended.hpp"

namespace celltally {
namespace {

// A table of everybody, so that a test takes a second; the audit's own size is larger.
constexpr MembershipSize kSmall{.people = 2000, .cells = 24, .targets = 200, .weeks = 10};

const NoiseRules& rules() {
  static const NoiseRules rules = NoiseRules::from({});
  return rules;
}

TEST(Membership, StaysWithinWhatTheNoisePromises) {
  SeededRandom random{1};
  const AuditCheck check = check_membership(rules(), 1, probe_of(random), kSmall);
  EXPECT_TRUE(test::passed(check)) << test::Figures{check};
  EXPECT_EQ(check.figures.size(), 6u);
  EXPECT_EQ(check.plots.front().series.size(), 3u);
}

TEST(Membership, IsMoreThanAGuessAllTheSame) {
  SeededRandom random{2};
  const AuditCheck check = check_membership(rules(), 2, probe_of(random), kSmall);
  EXPECT_GT(check.figures[2].measured, 0.15) << "an attack that does not attack shows nothing";
}

TEST(Membership, StaysWithinWhatGeometricNoisePromises) {
  const NoiseRules geometric = NoiseRules::from({.shape = NoiseShape::geometric});
  MembershipSize dense = kSmall;
  dense.people = 12'000;  // its threshold is high
  SeededRandom random{3};
  const AuditCheck check = check_membership(geometric, 3, probe_of(random), dense);
  EXPECT_TRUE(test::passed(check)) << test::Figures{check};
  EXPECT_LT(check.figures[0].bound, 0.5) << "a mark that cannot be missed is none";
  const AuditCheck narrow = check_membership(geometric, 3, test::narrow_probe(random), dense);
  EXPECT_GE(test::failures(narrow), 4u) << test::Figures{narrow};
}

// The threshold grows with the width, and crowds that reach it with the threshold.
TEST(Membership, IsAsMuchOfAQuestionInQuartersOfAnHourAndInThreeHours) {
  for (const std::uint32_t minutes : {15U, 180U}) {
    const NoiseRules grained = NoiseRules::from({.grain_minutes = minutes});
    MembershipSize dense = kSmall;
    dense.people = 8000;
    SeededRandom random{7};
    const AuditCheck check = check_membership(grained, 7, probe_of(random), dense);
    EXPECT_TRUE(test::passed(check)) << test::Figures{check};
    EXPECT_GT(check.figures[2].measured, 0.2) << minutes << test::Figures{check};
  }
}

TEST(Membership, IsFoundOutInExactNumbersAndWithAThresholdAlone) {
  for (const std::uint64_t people_min : {0U, 20U}) {
    MembershipSize thin = kSmall;
    thin.people = 800;
    const AuditCheck check = check_membership(rules(), 4, test::threshold_probe(people_min), thin);
    EXPECT_TRUE(test::failed(check)) << people_min;
    EXPECT_EQ(test::failures(check), 6u) << test::Figures{check};
  }
}

TEST(Membership, IsFoundOutWithNoiseOfATenthOfTheWidth) {
  SeededRandom random{5};
  const AuditCheck check = check_membership(rules(), 5, test::narrow_probe(random), kSmall);
  EXPECT_TRUE(test::failed(check));
  EXPECT_EQ(test::failures(check), 6u) << test::Figures{check};
}

TEST(Membership, IsNoQuestionWherePresenceIsNotReleased) {
  SeededRandom random{6};
  const NoiseRules others = only(rules(), Statistic::visitors);
  const AuditCheck check = check_membership(others, 6, probe_of(random), kSmall);
  EXPECT_EQ(check.verdict, AuditCheck::Verdict::skipped);
}

}  // namespace
}  // namespace celltally
