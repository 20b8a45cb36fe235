#include "audit/games/sampler.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

#include "audit/games/chi_square.hpp"
#include "noise/seeded_random.hpp"
#include "tests/audit/undefended.hpp"

namespace celltally {
namespace {

constexpr std::size_t kDraws = 200'000;

const NoiseRules& rules() {
  static const NoiseRules rules = NoiseRules::from({});
  return rules;
}

AuditCheck check(const Drawing& one) {
  SeededRandom random{77};
  return check_sampler(rules(), one, drawing_of(random), kDraws);
}

// Noise out of floating-point numbers, as other products draw it.
template <typename Real>
Drawing drawing(const Real& real) {
  return [real](const Noise& noise, std::size_t numbers) {
    std::mt19937_64 random{1};
    std::vector<std::int64_t> drawn;
    while (drawn.size() < numbers) drawn.push_back(std::llround(real(random, noise)));
    return drawn;
  };
}

TEST(ChiSquare, ItsTailIsThatOfTheTables) {
  EXPECT_NEAR(chi_square_tail(3.841, 1), 0.05, 1e-4);
  EXPECT_NEAR(chi_square_tail(18.307, 10), 0.05, 1e-5);
  EXPECT_NEAR(chi_square_tail(149.449, 100), 0.001, 1e-5);
  EXPECT_NEAR(chi_square_tail(74.222, 100), 0.975, 1e-4);
  EXPECT_EQ(chi_square_tail(0, 7), 1);
}

TEST(Sampler, DrawsWhatItShould) {
  SeededRandom random{1};
  const AuditCheck made = check(drawing_of(random));
  EXPECT_TRUE(test::passed(made)) << test::Figures{made};
  EXPECT_EQ(made.plots.size(), 2u) << "one Gaussian, one geometric";
}

TEST(Sampler, IsFoundOutWhenTheNoiseIsATenthAsWide) {
  const AuditCheck made = check([](Noise noise, std::size_t numbers) {
    SeededRandom random{2};
    noise.scale.tenths = std::max(1U, noise.scale.tenths / 10);
    return drawing_of(random)(noise, numbers);
  });
  EXPECT_LT(made.figures[0].measured, 1e-9);
  EXPECT_GT(made.figures[1].measured, 100);
}

TEST(Sampler, IsFoundOutWhenTheNoiseIsFivePerCentTooNarrow) {
  const AuditCheck made = check(drawing([](std::mt19937_64& random, const Noise& noise) {
    return std::normal_distribution<double>{0, 0.95 * noise.standard_deviation()}(random);
  }));
  EXPECT_FALSE(made.figures[0].holds()) << test::Figures{made};
}

TEST(Sampler, IsFoundOutWhenATailIsCutOff) {
  const AuditCheck made = check([](const Noise& noise, std::size_t numbers) {
    SeededRandom random{3};
    const auto most = static_cast<std::int64_t>(2.5 * noise.standard_deviation());
    std::vector<std::int64_t> drawn = drawing_of(random)(noise, numbers);
    for (std::int64_t& number : drawn) number = std::clamp(number, -most, most);
    return drawn;
  });
  EXPECT_FALSE(made.figures[0].holds()) << test::Figures{made};
  EXPECT_FALSE(made.figures[1].holds()) << test::Figures{made};
}

TEST(Sampler, IsFoundOutWhenOddNumbersNeverCome) {
  const AuditCheck made = check([](const Noise& noise, std::size_t numbers) {
    SeededRandom random{4};
    std::vector<std::int64_t> drawn = drawing_of(random)(noise, numbers);
    for (std::int64_t& number : drawn) number &= ~std::int64_t{1};
    return drawn;
  });
  EXPECT_FALSE(made.figures[0].holds());
  EXPECT_FALSE(made.figures[1].holds()) << test::Figures{made};
}

TEST(Sampler, IsFoundOutWhenTwoProbesDrawAlike) {
  SeededRandom random{77};
  const AuditCheck made = check(drawing_of(random));
  EXPECT_FALSE(made.figures[2].holds()) << test::Figures{made};
}

}  // namespace
}  // namespace celltally
