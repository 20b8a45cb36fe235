#pragma once

#include <cstdint>

#include "noise/random_bits.hpp"

namespace celltally {

// Whole numbers with P(x) in proportion to exp(-|x| / scale), scale = over / under: the two-sided
// geometric distribution. Exact (Canonne, Kamath and Steinke 2020, algorithm 2). How long a draw
// takes tells of the number drawn: draw before the count is known (NoisePool).
class DiscreteLaplace {
 public:
  // REQUIRES: over, under in 1 .. 2^32 - 1.
  constexpr DiscreteLaplace(std::uint64_t over, std::uint64_t under) noexcept
      : over_(over), under_(under) {}

  std::int64_t draw(RandomBits& bits) const;

 private:
  std::uint64_t over_;
  std::uint64_t under_;
};

}  // namespace celltally
