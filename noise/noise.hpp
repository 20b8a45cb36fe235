#pragma once

#include <compare>

#include "noise/noise_scale.hpp"
#include "vocabulary/noise_shape.hpp"

namespace celltally {

// What is added to a count: whole numbers, centred on zero.
struct Noise {
  NoiseShape shape = NoiseShape::gaussian;
  NoiseScale scale;

  // Of one number, for intervals.
  double standard_deviation() const noexcept;

  friend constexpr auto operator<=>(const Noise&, const Noise&) = default;
};

}  // namespace celltally
