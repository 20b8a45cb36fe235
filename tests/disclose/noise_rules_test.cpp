#include "disclose/noise_rules.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace celltally {
namespace {

struct Row {
  Statistic statistic;
  std::uint32_t cap;
  std::uint32_t sigma_tenths;
  std::uint64_t threshold;
  std::uint64_t strict_threshold;
};

// The privacy reference's table in 2.3, and its thresholds of the strict profile in 2.4.
TEST(NoiseRules, TheStandardIsTheReferencesTable) {
  const NoiseRules rules = NoiseRules::from({});
  const NoiseRules strict = NoiseRules::from({.hard_floor = true});
  for (const Row& row :
       {Row{Statistic::presence, 24, 180, 80, 140}, Row{Statistic::machines, 24, 180, 80, 140},
        Row{Statistic::visitors, 6, 160, 75, 130}, Row{Statistic::dwell, 4, 140, 65, 115},
        Row{Statistic::flows, 4, 140, 65, 115}, Row{Statistic::origin, 2, 120, 60, 100},
        Row{Statistic::roamers, 2, 120, 60, 100}, Row{Statistic::segments, 3, 140, 65, 115},
        Row{Statistic::quality, 1, 220, 0, 0}}) {
    const auto& family = rules.of(row.statistic);
    ASSERT_TRUE(family) << to_text(row.statistic);
    EXPECT_EQ(family->cap, row.cap);
    EXPECT_EQ(family->noise, (Noise{NoiseShape::gaussian, {row.sigma_tenths}}));
    EXPECT_EQ(family->threshold, row.threshold) << to_text(row.statistic);
    EXPECT_EQ(strict.of(row.statistic)->threshold, row.strict_threshold) << to_text(row.statistic);
  }
  EXPECT_FALSE(rules.of(Statistic::events));
  EXPECT_TRUE(strict.hard_floor);
}

TEST(NoiseRules, ADayCostsWhatTheReferenceSaysWhateverTheBins) {
  EXPECT_NEAR(NoiseRules::from({}).day().rho, 0.08479, 0.000006);
  EXPECT_NEAR(NoiseRules::from({}).day().epsilon(1e-9), 2.49, 0.005);
  for (const std::uint32_t grain : {15U, 30U, 180U}) {
    EXPECT_NEAR(NoiseRules::from({.grain_minutes = grain}).day().rho, 0.0848, 0.0001) << grain;
  }
}

TEST(NoiseRules, TheRuralProfileHasThreeHourBins) {
  const auto& presence = NoiseRules::from({.grain_minutes = 180}).of(Statistic::presence);
  EXPECT_EQ(presence->cap, 8U);
  EXPECT_EQ(presence->noise.scale.tenths, 104U);
  EXPECT_EQ(presence->threshold, 55U);
}

TEST(NoiseRules, WhatADeviceIsInCountsOnceEvenIfItMightBeEither) {
  NoiseRules rules = NoiseRules::from({});
  const double with_machines = rules.day().rho;
  rules.families[static_cast<std::size_t>(Statistic::machines)].reset();
  EXPECT_EQ(rules.day().rho, with_machines);
  rules.families[static_cast<std::size_t>(Statistic::roamers)].reset();
  EXPECT_EQ(rules.day().rho, with_machines);
  rules.families[static_cast<std::size_t>(Statistic::presence)].reset();
  EXPECT_NEAR(rules.day().rho, with_machines - 24 / (2 * 18 * 18.0), 1e-12);
}

TEST(NoiseRules, FewerStatisticsWithGeometricNoiseLoseTheEpsilonThatWasChosen) {
  const NoiseRules rules = NoiseRules::from({.statistics = {Statistic::visitors, Statistic::dwell},
                                             .shape = NoiseShape::geometric,
                                             .epsilon_tenths = 25});
  EXPECT_EQ(rules.of(Statistic::visitors)->noise, (Noise{NoiseShape::geometric, {40}}));
  EXPECT_EQ(rules.of(Statistic::dwell)->noise, (Noise{NoiseShape::geometric, {40}}));
  EXPECT_FALSE(rules.of(Statistic::presence));
  EXPECT_DOUBLE_EQ(rules.day().epsilon(1e-9), 2.5);
  // Nobody gets a promise that was rounded down.
  for (const std::uint32_t epsilon : {1U, 7U, 13U, 1000U}) {
    EXPECT_LE(
        NoiseRules::from({.shape = NoiseShape::geometric, .epsilon_tenths = epsilon}).day().pure,
        epsilon / 10.0 + 1e-9);
  }
}

TEST(NoiseRules, WhatIsSaidOfOneStatisticGoesBeforeWhatFollows) {
  const NoiseRules rules =
      NoiseRules::from({.people_min = 30,
                        .families = {{.statistic = Statistic::presence, .scale_tenths = 200},
                                     {.statistic = Statistic::dwell, .threshold = 500}}});
  EXPECT_EQ(rules.of(Statistic::presence)->noise.scale.tenths, 200U);
  EXPECT_EQ(rules.of(Statistic::presence)->threshold, 95U);  // 30 + 61.8
  EXPECT_EQ(rules.of(Statistic::dwell)->threshold, 500U);
  EXPECT_EQ(rules.of(Statistic::origin)->threshold, 70U);
}

TEST(NoiseRules, ACapThatWasChosenIsInTheLossAndNarrowsGeometricNoise) {
  const NoiseRules rules =
      NoiseRules::from({.families = {{.statistic = Statistic::visitors, .cap = 12}}});
  EXPECT_EQ(rules.of(Statistic::visitors)->cap, 12U);
  EXPECT_EQ(rules.of(Statistic::visitors)->noise.scale.tenths, 160U);
  EXPECT_NEAR(rules.day().rho - NoiseRules::from({}).day().rho, 6 / (2 * 16 * 16.0), 1e-12);
  const NoiseRules geometric =
      NoiseRules::from({.statistics = {Statistic::visitors},
                        .shape = NoiseShape::geometric,
                        .epsilon_tenths = 20,
                        .families = {{.statistic = Statistic::visitors, .cap = 2}}});
  EXPECT_EQ(geometric.of(Statistic::visitors)->noise.scale.tenths, 10U);
}

// The tail of geometric noise is the thicker one.
TEST(NoiseRules, AThresholdKeepsItsChanceWhateverTheShape) {
  for (const std::uint32_t scale : {40U, 80U, 180U}) {
    const Noise geometric{NoiseShape::geometric, {scale}};
    const double margin = static_cast<double>(threshold_for(20, geometric, false)) - 20;
    EXPECT_LE(std::exp(-margin / geometric.scale.number()) / 2, 0.001) << scale;
    const double floor = static_cast<double>(threshold_for(20, geometric, true)) - 20;
    EXPECT_LE(std::exp(-floor / geometric.scale.number()) / 2, 1e-10) << scale;
  }
}

TEST(NoiseRules, TheRestOfManyPlacesNeedsMorePeople) {
  const NoiseRules rules = NoiseRules::from({});
  const Noise noise{NoiseShape::gaussian, {180}};
  EXPECT_EQ(rules.rest_threshold(noise, 1), 76U);
  EXPECT_EQ(rules.rest_threshold(noise, 4), 132U);
  EXPECT_EQ(NoiseRules::from({.hard_floor = true}).rest_threshold(noise, 4), 257U);
}

}  // namespace
}  // namespace celltally
