#include "noise/noise_pool.hpp"

#include <gtest/gtest.h>

#include <vector>

#include "noise/discrete_gaussian.hpp"
#include "noise/discrete_laplace.hpp"
#include "noise/randomness_failed.hpp"
#include "noise/seeded_random.hpp"
#include "tests/noise/drawn_numbers.hpp"

namespace celltally::test {
namespace {

constexpr Noise kGaussian{NoiseShape::gaussian, {180}};
constexpr Noise kGeometric{NoiseShape::geometric, {40}};

// Gives so many blocks, then none.
class RunsDry final : public RandomSource {
 public:
  explicit RunsDry(int blocks) : blocks_(blocks) {}
  void fill(std::span<std::byte> octets) override {
    if (blocks_-- == 0) throw RandomnessFailed("none left");
    seeded_.fill(octets);
  }

 private:
  int blocks_;
  SeededRandom seeded_{7};
};

TEST(NoisePool, IsEmptyUntilItIsFilledAndHandsOutEachNumberOnce) {
  SeededRandom random{1};
  NoisePool pool{kGaussian, random};
  EXPECT_EQ(pool.size(), 0U);
  pool.fill(3);
  EXPECT_EQ(pool.size(), 3U);
  pool.take();
  EXPECT_EQ(pool.size(), 2U);
  pool.fill(3);
  EXPECT_EQ(pool.size(), 3U);
  pool.fill(1);
  EXPECT_EQ(pool.size(), 3U);
}

TEST(NoisePool, WhatComesOutIsOfItsDistribution) {
  struct Case {
    Noise noise;
    std::function<double(std::int64_t)> weight;
  };
  for (const Case& each :
       {Case{kGaussian, gaussian_weight(18)}, Case{kGeometric, geometric_weight(4)}}) {
    SeededRandom random{2};
    NoisePool pool{each.noise, random};
    Drawn numbers;
    for (int round = 0; round < 1000; ++round) {
      pool.fill(500);
      while (pool.size() > 100) ++numbers[pool.take()];
    }
    EXPECT_LT(excess(numbers, each.weight, 300), 3.09);
  }
}

TEST(NoisePool, WithoutRandomnessItThrowsAndKeepsWhatItHas) {
  RunsDry random{1};
  NoisePool pool{kGaussian, random};
  EXPECT_THROW(pool.fill(1'000'000), RandomnessFailed);
  EXPECT_GT(pool.size(), 0U);
  EXPECT_LT(pool.size(), 1000U);
}

}  // namespace
}  // namespace celltally::test
