#include "audit/games/small_groups.hpp"

#include <gtest/gtest.h>

#include "noise/seeded_random.hpp"
#include "tests/audit/undefended.hpp"

namespace celltally {
namespace {

constexpr std::uint32_t kWindows = 160;

const NoiseRules& rules() {
  static const NoiseRules rules = NoiseRules::from({});
  return rules;
}

TEST(SmallGroups, AreNeverTold) {
  SeededRandom random{1};
  const AuditCheck check = check_small_groups(rules(), 1, probe_of(random), kWindows);
  EXPECT_TRUE(test::passed(check)) << test::Figures{check};
}

TEST(SmallGroups, AreFoundWithoutAThreshold) {
  SeededRandom random{2};
  const Probe without = [&random](NoiseRules rules, const PlaceList& list) {
    for (auto& family : rules.families) {
      if (family) family->threshold = 0;
    }
    return probe_of(random)(rules, list);
  };
  const AuditCheck check = check_small_groups(rules(), 2, without, kWindows);
  EXPECT_FALSE(check.figures[0].holds()) << test::Figures{check};
  EXPECT_FALSE(check.figures[2].holds()) << test::Figures{check};
  EXPECT_FALSE(check.figures[3].holds()) << test::Figures{check};
}

TEST(SmallGroups, AreFoundWithALowerThreshold) {
  SeededRandom random{3};
  const Probe lower = [&random](NoiseRules rules, const PlaceList& list) {
    rules.start_above = 0;
    rules.people_min = 5;  // rests
    for (auto& family : rules.families) {
      if (family) family->threshold -= 15;
    }
    return probe_of(random)(rules, list);
  };
  const AuditCheck check = check_small_groups(rules(), 3, lower, kWindows);
  EXPECT_FALSE(check.figures[0].holds()) << test::Figures{check};
  EXPECT_FALSE(check.figures[1].holds()) << test::Figures{check};
}

TEST(SmallGroups, SensitivePlacesAreFoundWhenTheyAreToldLikeOthers) {
  SeededRandom random{4};
  const Probe forgetful = [&random](NoiseRules rules, const PlaceList& list) {
    rules.sensitive.clear();
    return probe_of(random)(rules, list);
  };
  const AuditCheck check = check_small_groups(rules(), 4, forgetful, kWindows);
  EXPECT_EQ(test::failures(check), 1u) << test::Figures{check};
  EXPECT_FALSE(check.figures[2].holds());
}

TEST(SmallGroups, AreFoundInExactNumbers) {
  const AuditCheck check = check_small_groups(rules(), 5, test::exact_probe(), kWindows);
  EXPECT_TRUE(test::failed(check)) << test::Figures{check};
}

}  // namespace
}  // namespace celltally
