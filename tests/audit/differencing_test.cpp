#include "audit/games/differencing.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "noise/seeded_random.hpp"
#include "simulate/split_mix.hpp"
#include "tests/audit/undefended.hpp"

namespace celltally {
namespace {

constexpr std::uint32_t kPairs = 20'000;

const NoiseRules& rules() {
  static const NoiseRules rules = NoiseRules::from({});
  return rules;
}

TEST(Differencing, LeavesTheNoiseOfANumberAtLeast) {
  SeededRandom random{1};
  const AuditCheck check = check_differencing(rules(), 1, probe_of(random), kPairs);
  EXPECT_TRUE(test::passed(check)) << test::Figures{check};
  // A number less a number has the noise of both.
  EXPECT_NEAR(check.figures[0].measured, 18, 0.8);
  EXPECT_NEAR(check.figures[1].measured, 18 * std::sqrt(2), 1.2);
}

TEST(Differencing, FindsTheDeviceInExactNumbersAndWithAThresholdAlone) {
  for (const std::uint64_t people_min : {0U, 20U}) {
    const AuditCheck check =
        check_differencing(rules(), 2, test::threshold_probe(people_min), 1000);
    EXPECT_EQ(test::failures(check), 3u) << test::Figures{check};
    EXPECT_EQ(check.figures[0].measured, 0);
  }
}

TEST(Differencing, FindsTheDeviceWithNoiseOfATenthOfTheWidth) {
  SeededRandom random{3};
  const AuditCheck check = check_differencing(rules(), 3, test::narrow_probe(random), 1000);
  EXPECT_EQ(test::failures(check), 3u) << test::Figures{check};
}

// One noise for all numbers of a window.
TEST(Differencing, FindsTheDeviceWhereNumbersShareTheirNoise) {
  SplitMix random{4};
  const Probe shared = [&random](const NoiseRules&, const PlaceList& list) -> Release {
    return [&random, exact = test::exact_probe()({}, list)](const ClosedWindow& window) {
      std::vector<SeenRow> rows = exact(window);
      const std::uint64_t noise = random.below(64);
      for (SeenRow& row : rows) row.value += noise;
      return rows;
    };
  };
  const AuditCheck check = check_differencing(rules(), 4, shared, kPairs);
  EXPECT_FALSE(check.figures[1].holds()) << test::Figures{check};
}

}  // namespace
}  // namespace celltally
