#include "noise/noise.hpp"

#include <cmath>

namespace celltally {

// From a tenth of a unit up the discrete Gaussian is as wide as sigma to within less than what is
// written of it; a two-sided geometric distribution has the variance 2 q / (1 - q)^2.
double Noise::standard_deviation() const noexcept {
  if (shape == NoiseShape::gaussian) return scale.number();
  const double q = std::exp(-1 / scale.number());
  return std::sqrt(2 * q) / (1 - q);
}

}  // namespace celltally
