#pragma once

#include <cstdint>

#include "noise/noise_scale.hpp"
#include "noise/random_bits.hpp"

namespace celltally {

// Whole numbers with P(x) in proportion to exp(-x^2 / (2 sigma^2)): the discrete Gaussian. Exact
// (Canonne, Kamath and Steinke 2020, algorithm 3). How long a draw takes tells of the number drawn:
// draw before the count is known (NoisePool).
class DiscreteGaussian {
 public:
  // REQUIRES: sigma.valid().
  explicit DiscreteGaussian(NoiseScale sigma) noexcept;

  std::int64_t draw(RandomBits& bits) const;

 private:
  // sigma^2 = over / under.
  std::uint64_t over_;
  std::uint64_t under_;
  std::uint64_t step_;  // scale of the Laplace noise that is drawn first: the next above sigma
};

}  // namespace celltally
