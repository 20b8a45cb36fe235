#include "daemon/config_mapping.hpp"

#include <gtest/gtest.h>

namespace celltally {
namespace {

TEST(ConfigMapping, TakesThePlanOfCounting) {
  CountingConfig counting;
  EXPECT_EQ(counting_plan(counting, {}), CountingPlan{}) << "the defaults are the same";
  counting.grain_minutes = 30;
  counting.level = CountLevel::zone;
  counting.home_networks = {"208-93", "310-410"};
  counting.leave_out_temporary = true;
  const CountingPlan plan = counting_plan(counting, {});
  EXPECT_EQ(plan.grain_minutes, 30u);
  EXPECT_EQ(plan.level, CountLevel::zone);
  EXPECT_TRUE(plan.leave_out_temporary);
  EXPECT_EQ(plan.home_networks, (std::vector<Plmn>{{0x02f839}, {0x130014}}));
}

TEST(ConfigMapping, CountsByTheCapsThatTheNoiseIsMadeFor) {
  CelltallyConfig config;
  config.protection.families = {{.statistic = Statistic::visitors, .cap = 9},
                                {.statistic = Statistic::flows, .scale_tenths = 200}};
  const CountingPlan plan = counting_plan(config.counting, config.protection);
  EXPECT_EQ(plan.caps, (ContributionCaps{.visitors = 9}));
  ContributionCaps caps = plan.caps;
  const NoiseRules rules = noise_rules(config).value();
  for (std::size_t i = 0; i < kStatistics; ++i) {
    const auto statistic = static_cast<Statistic>(i);
    if (caps.of(statistic) == nullptr) continue;
    EXPECT_EQ(*caps.of(statistic), rules.of(statistic)->cap) << to_text(statistic);
  }
}

TEST(ConfigMapping, TellsOfPeopleInCoarseStepsWhereThereIsNoise) {
  EXPECT_EQ(people_step({}), 1000u);
  EXPECT_EQ(people_step({.people_min = 5000}), 5000u);
  EXPECT_EQ(people_step({.mode = ProtectionConfig::Mode::threshold_only}), 20u);
}

TEST(ConfigMapping, GivesRowsOfTheLevelThatIsCountedAt) {
  CellInventory inventory;
  inventory.cells = {{.cell = *place_from_text("ecgi:001-01-0000101")}};
  const PlaceList list = place_list(inventory, CountLevel::site);
  EXPECT_EQ(list.level, CountLevel::site);
  EXPECT_EQ(list.cells.size(), 1u);
}

}  // namespace
}  // namespace celltally
