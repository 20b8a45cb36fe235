#pragma once

#include <compare>
#include <cstdint>

namespace celltally {

// How wide a noise is, in tenths, so that it is a whole number wherever it is drawn, written or
// compared. Of a Gaussian its standard deviation, of a geometric distribution what is divided by
// epsilon. 0.1 to 1000.0.
struct NoiseScale {
  static constexpr std::uint32_t kTenthsMax = 10'000;

  std::uint32_t tenths = 10;

  constexpr bool valid() const noexcept { return tenths >= 1 && tenths <= kTenthsMax; }
  constexpr double number() const noexcept { return tenths / 10.0; }

  friend constexpr auto operator<=>(const NoiseScale&, const NoiseScale&) = default;
};

}  // namespace celltally
