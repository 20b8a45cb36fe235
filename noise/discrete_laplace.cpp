#include "noise/discrete_laplace.hpp"

namespace celltally {

std::int64_t DiscreteLaplace::draw(RandomBits& bits) const {
  for (;;) {
    const std::uint64_t within = bits.below(over_);
    if (!bits.exp_minus(within, over_)) continue;
    std::uint64_t whole = 0;
    while (bits.exp_minus(1, 1)) ++whole;
    const auto size = static_cast<std::int64_t>((within + over_ * whole) / under_);
    if (!bits.coin()) return size;
    if (size != 0) return -size;  // or zero would be drawn twice as often
  }
}

}  // namespace celltally
