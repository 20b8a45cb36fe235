// The draws against the distributions' formulas, as the threat table asks: a million numbers, a
// chance of one in a thousand to look worse. Seeds are fixed, so that a red test is no bad luck.

#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "noise/discrete_gaussian.hpp"
#include "noise/discrete_laplace.hpp"
#include "noise/noise.hpp"
#include "noise/seeded_random.hpp"
#include "noise/system_random.hpp"
#include "tests/noise/drawn_numbers.hpp"

namespace celltally::test {
namespace {

constexpr int kTimes = 1'000'000;

TEST(DiscreteGaussian, AMillionDrawsFollowTheFormulaAtEveryWidth) {
  for (const std::uint32_t tenths : {180U, 160U, 140U, 120U, 220U, 104U, 5U, 1U, 1003U}) {
    SeededRandom random{tenths};
    RandomBits bits{random};
    const DiscreteGaussian gaussian{{tenths}};
    const Drawn numbers = drawn(kTimes, [&] { return gaussian.draw(bits); });
    const double sigma = tenths / 10.0;
    EXPECT_LT(excess(numbers, gaussian_weight(sigma), static_cast<std::int64_t>(12 * sigma) + 3),
              3.09)
        << sigma;
  }
}

TEST(DiscreteGaussian, EveryNumberWithinFourSigmaComes) {
  SeededRandom random{18};
  RandomBits bits{random};
  const DiscreteGaussian gaussian{{180}};
  const Drawn numbers = drawn(kTimes, [&] { return gaussian.draw(bits); });
  for (std::int64_t x = -72; x <= 72; ++x) EXPECT_TRUE(numbers.contains(x)) << x;
}

TEST(DiscreteGaussian, TheWidestIsDrawnWithoutOverflow) {
  SeededRandom random{4};
  RandomBits bits{random};
  const DiscreteGaussian gaussian{{NoiseScale::kTenthsMax}};
  double squares = 0;
  for (int i = 0; i < 100'000; ++i) {
    const auto number = static_cast<double>(gaussian.draw(bits));
    squares += number * number;
  }
  EXPECT_NEAR(std::sqrt(squares / 100'000), 1000, 10);
}

TEST(DiscreteLaplace, AMillionDrawsFollowTheFormulaAtEveryScale) {
  struct Scale {
    std::uint64_t over;
    std::uint64_t under;
  };
  for (const Scale scale : {Scale{19, 1}, Scale{125, 10}, Scale{7, 10}, Scale{40, 10}}) {
    SeededRandom random{scale.over};
    RandomBits bits{random};
    const DiscreteLaplace laplace{scale.over, scale.under};
    const Drawn numbers = drawn(kTimes, [&] { return laplace.draw(bits); });
    const double number = static_cast<double>(scale.over) / static_cast<double>(scale.under);
    EXPECT_LT(excess(numbers, geometric_weight(number), static_cast<std::int64_t>(40 * number) + 3),
              3.09)
        << number;
  }
}

TEST(DiscreteGaussian, TwoProbesDrawNothingAlike) {
  SystemRandom random;
  RandomBits one{random};
  RandomBits other{random};
  const DiscreteGaussian gaussian{{180}};
  double products = 0;
  for (int i = 0; i < 200'000; ++i) {
    products += static_cast<double>(gaussian.draw(one)) * static_cast<double>(gaussian.draw(other));
  }
  // The mean of 200,000 products is 18 * 18 / sqrt(200,000) wide; six times that is one in 10^9.
  EXPECT_LT(std::abs(products / 200'000), 6 * 18 * 18 / std::sqrt(200'000.0));
}

TEST(Noise, ItsStandardDeviationIsThatOfItsDraws) {
  for (const NoiseScale scale : {NoiseScale{25}, NoiseScale{180}}) {
    SeededRandom random{5};
    RandomBits bits{random};
    const DiscreteLaplace geometric{scale.tenths, 10};
    const DiscreteGaussian gaussian{scale};
    double of_geometric = 0;
    double of_gaussian = 0;
    for (int i = 0; i < kTimes; ++i) {
      of_geometric += std::pow(static_cast<double>(geometric.draw(bits)), 2);
      of_gaussian += std::pow(static_cast<double>(gaussian.draw(bits)), 2);
    }
    const Noise wide{NoiseShape::geometric, scale};
    EXPECT_NEAR(std::sqrt(of_geometric / kTimes) / wide.standard_deviation(), 1, 0.01);
    const Noise normal{NoiseShape::gaussian, scale};
    EXPECT_NEAR(std::sqrt(of_gaussian / kTimes) / normal.standard_deviation(), 1, 0.01);
  }
}

}  // namespace
}  // namespace celltally::test
