#include "noise/discrete_gaussian.hpp"

#include <cassert>
#include <cstdlib>
#include <numeric>

#include "noise/discrete_laplace.hpp"

namespace celltally {

namespace {

constexpr std::uint64_t kTenthsSquared = 100;

constexpr std::uint64_t squared(std::uint64_t x) noexcept {
  return x * x;
}

// The divisor of the exponent below, at its largest.
static_assert(2 * squared(NoiseScale::kTenthsMax) * kTenthsSquared *
                  squared(NoiseScale::kTenthsMax / 10 + 1) <=
              RandomBits::kUnderMax);

}  // namespace

DiscreteGaussian::DiscreteGaussian(NoiseScale sigma) noexcept
    : over_(squared(sigma.tenths)), under_(kTenthsSquared), step_(sigma.tenths / 10 + 1) {
  assert(sigma.valid());
  const std::uint64_t common = std::gcd(over_, under_);
  over_ /= common;
  under_ /= common;
}

// A Laplace number y is kept with probability exp(-(|y| - sigma^2/t)^2 / (2 sigma^2)), t being its
// scale; with sigma^2 = n/d the exponent is (|y| t d - n)^2 / (2 n d t^2).
std::int64_t DiscreteGaussian::draw(RandomBits& bits) const {
  const DiscreteLaplace laplace{step_, 1};
  const std::uint64_t under = 2 * over_ * under_ * squared(step_);
  for (;;) {
    const std::int64_t number = laplace.draw(bits);
    const Wide at = Wide{static_cast<std::uint64_t>(std::abs(number))} * step_ * under_;
    const Wide off = at > over_ ? at - over_ : over_ - at;
    if (bits.exp_minus(off * off, under)) return number;
  }
}

}  // namespace celltally
