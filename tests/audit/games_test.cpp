#include "audit/games/games.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string>

#include "noise/seeded_random.hpp"
#include "tests/audit/undefended.hpp"

namespace celltally {
namespace {

constexpr std::uint32_t kFraction = 100;

std::vector<AuditCheck> played(const NoiseRules& rules) {
  SeededRandom random{1};
  SeededRandom another{2};
  return play_games(
      {.rules = rules, .seed = 3, .random = &random, .another = &another, .fraction = kFraction});
}

void expect_passed(const std::vector<AuditCheck>& checks) {
  std::set<std::string> names;
  for (const AuditCheck& check : checks) {
    EXPECT_TRUE(test::passed(check)) << check.said << '\n' << test::Figures{check};
    EXPECT_TRUE(names.insert(check.name).second) << check.name;
    EXPECT_FALSE(check.attacker.empty());
    EXPECT_FALSE(check.defence.empty());
    for (const AuditCheck::Plot& plot : check.plots) {
      for (const AuditCheck::Series& series : plot.series) {
        EXPECT_EQ(series.x.size(), series.y.size()) << plot.title;
        EXPECT_FALSE(series.x.empty()) << plot.title;
      }
    }
  }
  EXPECT_EQ(names.size(), 8u);
}

TEST(Games, AreAllLostByTheAttacker) {
  expect_passed(played(NoiseRules::from({})));
}

TEST(Games, AreAllLostByTheAttackerWithAHardFloor) {
  expect_passed(played(NoiseRules::from({.hard_floor = true})));
}

TEST(Games, AreAllLostByTheAttackerWithGeometricNoise) {
  expect_passed(played(NoiseRules::from({.shape = NoiseShape::geometric})));
}

TEST(Games, AreAllLostByTheAttackerWithQuartersOfAnHour) {
  expect_passed(played(NoiseRules::from({.grain_minutes = 15})));
}

TEST(Games, AreSkippedWhereThereIsNothingToAttack) {
  for (const AuditCheck& check : played(NoiseRules::from({.statistics = {Statistic::quality}}))) {
    const bool plays = check.name == "sensitivity" || check.name == "sampler";
    EXPECT_EQ(check.verdict, plays ? AuditCheck::Verdict::passed : AuditCheck::Verdict::skipped)
        << check.name << ' ' << check.said;
    EXPECT_FALSE(check.said.empty());
  }
}

}  // namespace
}  // namespace celltally
