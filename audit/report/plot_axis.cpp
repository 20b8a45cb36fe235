#include "audit/report/plot_axis.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace celltally {

namespace {

constexpr double kStepsWished = 6;
constexpr double kNearZero = 0.75;  // of the high end: what is below is not squeezed by a zero
constexpr double kTooAlike = 1e-6;  // steps from zero stay numbers that fit
constexpr double kNothing = 1e-300;
constexpr double kRounding = 1e-9;  // of a step: 0.3 / 0.1 is not quite 3

// 1, 2 or 5 times a power of ten.
double round_step(double width) {
  const double power = std::pow(10, std::floor(std::log10(width)));
  for (const double times : {1., 2., 5.}) {
    if (width <= times * power * (1 + kRounding)) return times * power;
  }
  return 10 * power;
}

}  // namespace

PlotAxis PlotAxis::around(const std::vector<double>& values, bool from_zero) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (const double value : values) {
    if (!std::isfinite(value)) continue;
    low = std::min(low, value);
    high = std::max(high, value);
  }
  if (low > high) return {};
  if (from_zero && low > 0 && low < kNearZero * high) low = 0;
  if (!std::isfinite(high - low)) return {};
  // One number alone, or numbers whose difference is lost beside their size.
  if (high - low <= std::max(kTooAlike * std::max(std::abs(low), std::abs(high)), kNothing)) {
    const double around = std::abs(low) <= kNothing ? 1 : std::abs(low) / 2;
    low -= around;
    high += around;
  }
  PlotAxis axis{.step = round_step((high - low) / kStepsWished)};
  axis.first = static_cast<int>(std::floor(low / axis.step + kRounding));
  axis.last = static_cast<int>(std::ceil(high / axis.step - kRounding));
  return axis;
}

}  // namespace celltally
