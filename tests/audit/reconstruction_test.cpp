#include "audit/games/reconstruction.hpp"

#include <gtest/gtest.h>

#include "noise/seeded_random.hpp"
#include "tests/audit/undefended.hpp"

namespace celltally {
namespace {

constexpr ReconstructionSize kSmall{.people = 3000, .cells = 36, .days = 7};

const NoiseRules& rules() {
  static const NoiseRules rules = NoiseRules::from({});
  return rules;
}

TEST(Reconstruction, HitsHardlyMoreThanAGuess) {
  SeededRandom random{1};
  const AuditCheck check = check_reconstruction(rules(), 1, probe_of(random), kSmall);
  EXPECT_TRUE(test::passed(check)) << test::Figures{check};
  EXPECT_GT(check.figures[0].measured, 0.01) << "somebody has to try";
}

TEST(Reconstruction, HitsAllThatIsReleasedExactly) {
  const AuditCheck exact = check_reconstruction(rules(), 2, test::exact_probe(), kSmall);
  EXPECT_EQ(exact.figures[0].measured, 1);
  EXPECT_TRUE(test::failed(exact));
  const AuditCheck threshold = check_reconstruction(rules(), 2, test::threshold_probe(20), kSmall);
  EXPECT_TRUE(test::failed(threshold)) << test::Figures{threshold};
}

TEST(Reconstruction, HitsMoreWithNoiseOfATenthOfTheWidth) {
  SeededRandom random{3};
  const AuditCheck check = check_reconstruction(rules(), 3, test::narrow_probe(random), kSmall);
  EXPECT_TRUE(test::failed(check)) << test::Figures{check};
}

}  // namespace
}  // namespace celltally
