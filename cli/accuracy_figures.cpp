#include "cli/accuracy_figures.hpp"

#include <algorithm>

namespace celltally {

namespace {

std::optional<double> share(double part, double whole) {
  if (whole == 0) return std::nullopt;
  return part / whole;
}

double number(auto value) {
  return static_cast<double>(value);
}

}  // namespace

AccuracyFigures AccuracyFigures::of(const Comparison::Pairs& pairs) {
  AccuracyFigures figures;
  for (const Comparison::Pair& pair : pairs) {
    const auto [less, more] = std::minmax(pair.truth, pair.counted);
    ++figures.rows;
    figures.truth += pair.truth;
    figures.counted += pair.counted;
    figures.shared += less;
    figures.errors += more - less;
    if (pair.truth == 0) continue;
    const auto above = std::ranges::upper_bound(kSizes, pair.truth);
    const auto size = static_cast<std::size_t>(above - kSizes.begin()) - 1;
    ++figures.rows_of_size[size];
    figures.relative_errors[size] += number(more - less) / number(pair.truth);
  }
  return figures;
}

std::int64_t AccuracyFigures::bias() const noexcept {
  return static_cast<std::int64_t>(counted) - static_cast<std::int64_t>(truth);
}

AccuracyFigures::Share AccuracyFigures::relative_bias() const noexcept {
  return share(number(bias()), number(truth));
}

AccuracyFigures::Share AccuracyFigures::mean_error() const noexcept {
  return share(number(errors), number(rows));
}

AccuracyFigures::Share AccuracyFigures::found() const noexcept {
  return share(number(shared), number(truth));
}

AccuracyFigures::Share AccuracyFigures::right() const noexcept {
  return share(number(shared), number(counted));
}

AccuracyFigures::Share AccuracyFigures::relative_error(std::size_t size) const noexcept {
  return share(relative_errors[size], number(rows_of_size[size]));
}

}  // namespace celltally
