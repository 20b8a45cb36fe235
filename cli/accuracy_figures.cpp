#include "cli/accuracy_figures.hpp"

#include <algorithm>

namespace celltally {

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
    figures.relative_errors[size] += ratio(more - less, pair.truth).value_or(0);
  }
  return figures;
}

std::int64_t AccuracyFigures::bias() const noexcept {
  return static_cast<std::int64_t>(counted) - static_cast<std::int64_t>(truth);
}

Ratio AccuracyFigures::relative_bias() const noexcept {
  return ratio(bias(), truth);
}

Ratio AccuracyFigures::mean_error() const noexcept {
  return ratio(errors, rows);
}

Ratio AccuracyFigures::found() const noexcept {
  return ratio(shared, truth);
}

Ratio AccuracyFigures::right() const noexcept {
  return ratio(shared, counted);
}

Ratio AccuracyFigures::relative_error(std::size_t size) const noexcept {
  return ratio(relative_errors[size], rows_of_size[size]);
}

}  // namespace celltally
