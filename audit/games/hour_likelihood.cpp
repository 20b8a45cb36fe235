#include "audit/games/hour_likelihood.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace celltally {

namespace {

// Who is certain would divide by zero: half a person is as good as certain.
constexpr double kLeastVariance = 0.25;
// What should have been published and was not is withheld for another's sake.
constexpr double kForAnother = -3;

double log_normal_cumulative(double x) {
  return std::log(std::erfc(-x / std::numbers::sqrt2) / 2);
}

}  // namespace

double log_likelihood_ratio(const SeenRow& row, const HourBelief& belief) {
  if (row.state == ReleaseState::no_data) return 0;
  if (row.published()) {
    const double variance = std::max(kLeastVariance, belief.variance + row.sigma * row.sigma);
    return (static_cast<double>(row.value) - belief.mean - 0.5) / variance;
  }
  const double variance = belief.variance + belief.noise * belief.noise;
  const double wide = std::sqrt(std::max(kLeastVariance, variance));
  const double below = (belief.threshold - 0.5 - belief.mean) / wide;
  if (below < kForAnother) return 0;
  return log_normal_cumulative(below - 1 / wide) - log_normal_cumulative(below);
}

}  // namespace celltally
