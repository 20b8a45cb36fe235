#include "audit/games/chi_square.hpp"

#include <cmath>

namespace celltally {

namespace {

constexpr int kStepsMax = 10'000;
constexpr double kSmall = 1e-300;

// P(a, x) as a series (Abramowitz and Stegun 6.5.29), for x < a + 1.
double lower_by_series(double a, double x) {
  double term = 1 / a;
  double sum = term;
  for (int step = 1; step < kStepsMax && term > sum * 1e-15; ++step) {
    term *= x / (a + step);
    sum += term;
  }
  return sum * std::exp(a * std::log(x) - x - std::lgamma(a));
}

// Q(a, x) as a continued fraction (6.5.31), by Lentz's method, for the others.
double upper_by_fraction(double a, double x) {
  double b = x + 1 - a;
  double c = 1 / kSmall;
  double d = 1 / b;
  double product = d;
  for (int step = 1; step < kStepsMax; ++step) {
    const double over = -step * (step - a);
    b += 2;
    d = 1 / (over * d + b);
    c = b + over / c;
    product *= d * c;
    if (std::abs(d * c - 1) < 1e-15) break;
  }
  return product * std::exp(a * std::log(x) - x - std::lgamma(a));
}

}  // namespace

double chi_square_tail(double chi_square, std::size_t degrees) {
  const double a = static_cast<double>(degrees) / 2;
  const double x = chi_square / 2;
  if (x <= 0) return 1;
  return x < a + 1 ? 1 - lower_by_series(a, x) : upper_by_fraction(a, x);
}

}  // namespace celltally
