#pragma once

#include <cmath>
#include <cstdint>
#include <functional>
#include <map>

namespace celltally::test {

// How often each number was drawn.
using Drawn = std::map<std::int64_t, std::uint64_t>;

inline Drawn drawn(int times, const std::function<std::int64_t()>& draw) {
  Drawn numbers;
  for (int i = 0; i < times; ++i) ++numbers[draw()];
  return numbers;
}

// How many standard deviations too far the draws lie from `weight`, which need not add up to one:
// Pearson's chi squared, brought to a normal distribution (Wilson and Hilferty 1931). Numbers that
// are expected less than ten times are one class. 3.09 is a chance of one in a thousand.
inline double excess(const Drawn& numbers, const std::function<double(std::int64_t)>& weight,
                     std::int64_t largest) {
  double all = 0;
  double times = 0;
  for (std::int64_t x = -largest; x <= largest; ++x) all += weight(x);
  for (const auto& [number, often] : numbers) times += static_cast<double>(often);
  double chi_squared = 0;
  double classes = 0;
  double rare_expected = 0;
  double rare_seen = 0;
  for (std::int64_t x = -largest; x <= largest; ++x) {
    const double expected = times * weight(x) / all;
    const auto found = numbers.find(x);
    const double seen = found == numbers.end() ? 0 : static_cast<double>(found->second);
    if (expected < 10) {
      rare_expected += expected;
      rare_seen += seen;
    } else {
      chi_squared += (seen - expected) * (seen - expected) / expected;
      ++classes;
    }
  }
  if (rare_expected > 0) {
    chi_squared += (rare_seen - rare_expected) * (rare_seen - rare_expected) / rare_expected;
    ++classes;
  }
  const double freedom = classes - 1;
  const double spread = 2 / (9 * freedom);
  return (std::cbrt(chi_squared / freedom) - (1 - spread)) / std::sqrt(spread);
}

inline std::function<double(std::int64_t)> gaussian_weight(double sigma) {
  return [sigma](std::int64_t x) {
    const auto number = static_cast<double>(x);
    return std::exp(-number * number / (2 * sigma * sigma));
  };
}

inline std::function<double(std::int64_t)> geometric_weight(double scale) {
  return [scale](std::int64_t x) { return std::exp(-std::abs(static_cast<double>(x)) / scale); };
}

}  // namespace celltally::test
