#include "noise/privacy_loss.hpp"

#include <cassert>
#include <cmath>
#include <limits>
#include <numbers>

namespace celltally {

namespace {

// Of Renyi order alpha = 1 + e^x.
double epsilon_at(double rho, double log_inverse_delta, double x) {
  const double over = std::exp(x);
  const double alpha = 1 + over;
  return alpha * rho + (log_inverse_delta + over * std::log1p(-1 / alpha) - std::log(alpha)) / over;
}

double normal_cumulative(double x) {
  return std::erfc(-x / std::numbers::sqrt2) / 2;
}

}  // namespace

// A geometric number is pure 1/b, hence 1/(2 b^2)-zCDP, as a Gaussian one of sigma = b is.
PrivacyLoss PrivacyLoss::of(std::uint32_t cap, const Noise& noise) noexcept {
  const double scale = noise.scale.number();
  const bool gaussian = noise.shape == NoiseShape::gaussian;
  return {cap / (2 * scale * scale),
          gaussian ? std::numeric_limits<double>::infinity() : cap / scale};
}

// One minimum in x (the function is quasi-convex in alpha), so thirds of what is left do.
double PrivacyLoss::epsilon(double delta) const {
  assert(delta > 0 && delta < 1);
  if (rho <= 0) return 0;
  const double log_inverse_delta = -std::log(delta);
  double low = -20;
  double high = 40;
  for (int step = 0; step < 200; ++step) {
    const double a = low + (high - low) / 3;
    const double b = high - (high - low) / 3;
    const bool lower_half =
        epsilon_at(rho, log_inverse_delta, a) < epsilon_at(rho, log_inverse_delta, b);
    (lower_half ? high : low) = lower_half ? b : a;
  }
  return std::fmin(pure, std::fmax(0, epsilon_at(rho, log_inverse_delta, (low + high) / 2)));
}

double PrivacyLoss::advantage() const {
  return std::isinf(pure) ? 2 * normal_cumulative(std::sqrt(rho / 2)) - 1 : std::tanh(pure / 2);
}

double PrivacyLoss::area_under_curve() const {
  if (std::isinf(pure)) return normal_cumulative(std::sqrt(rho));
  return (1 + advantage()) / 2;  // the curve of the test that is right e^pure times as often
}

}  // namespace celltally
