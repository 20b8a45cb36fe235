#include "noise/random_bits.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdint>

#include "noise/randomness_failed.hpp"
#include "noise/seeded_random.hpp"
#include "noise/system_random.hpp"
#include "tests/noise/drawn_numbers.hpp"

namespace celltally::test {
namespace {

class Broken final : public RandomSource {
 public:
  void fill(std::span<std::byte>) override { throw RandomnessFailed("none left"); }
};

TEST(RandomBits, EveryNumberBelowABoundComesAsOften) {
  SeededRandom random{1};
  RandomBits bits{random};
  for (const std::int64_t bound : {2, 3, 19, 255, 256, 257}) {
    const Drawn numbers = drawn(200'000, [&] {
      return static_cast<std::int64_t>(bits.below(static_cast<std::uint64_t>(bound)));
    });
    EXPECT_EQ(static_cast<std::int64_t>(numbers.size()), bound);
    EXPECT_EQ(numbers.rbegin()->first, bound - 1);
    const auto alike = [bound](std::int64_t x) { return x >= 0 && x < bound ? 1.0 : 0.0; };
    EXPECT_LT(excess(numbers, alike, bound), 3.09) << bound;
  }
}

TEST(RandomBits, OneIsTheOnlyNumberBelowItself) {
  SeededRandom random{1};
  RandomBits bits{random};
  for (int i = 0; i < 100; ++i) EXPECT_EQ(bits.below(1), 0U);
}

TEST(RandomBits, ABoundOfMoreThanHalfOfAllNumbersIsKept) {
  SeededRandom random{1};
  RandomBits bits{random};
  const std::uint64_t bound = (std::uint64_t{1} << 63) + 1;
  for (int i = 0; i < 1000; ++i) EXPECT_LT(bits.below(bound), bound);
}

struct Exponent {
  std::uint64_t over;
  std::uint64_t under;
};

TEST(RandomBits, AnExponentialChanceIsWhatItSays) {
  SeededRandom random{2};
  RandomBits bits{random};
  for (const Exponent e : {Exponent{0, 7}, Exponent{1, 1000}, Exponent{1, 3}, Exponent{1, 1},
                           Exponent{3, 2}, Exponent{4, 1}, Exponent{99, 10}}) {
    constexpr int kTimes = 400'000;
    int yes = 0;
    for (int i = 0; i < kTimes; ++i) yes += bits.exp_minus(e.over, e.under) ? 1 : 0;
    const double chance = std::exp(-static_cast<double>(e.over) / static_cast<double>(e.under));
    const double deviation = std::sqrt(chance * (1 - chance) / kTimes);
    EXPECT_NEAR(yes / static_cast<double>(kTimes), chance, 4 * deviation)
        << e.over << '/' << e.under;
  }
}

TEST(RandomBits, AnEnormousExponentIsNeverTrueAndEnds) {
  SeededRandom random{3};
  RandomBits bits{random};
  for (int i = 0; i < 1000; ++i) EXPECT_FALSE(bits.exp_minus(~Wide{0} >> 1, 1));
}

TEST(RandomBits, WhatTheSystemGivesIsNotTheSameTwice) {
  SystemRandom random;
  RandomBits one{random};
  RandomBits other{random};
  int same = 0;
  for (int i = 0; i < 64; ++i) same += one.below(1U << 31) == other.below(1U << 31) ? 1 : 0;
  EXPECT_LE(same, 1);
}

TEST(RandomBits, WithoutRandomnessThereIsNoNumber) {
  Broken random;
  RandomBits bits{random};
  EXPECT_THROW(bits.below(2), RandomnessFailed);
}

}  // namespace
}  // namespace celltally::test
