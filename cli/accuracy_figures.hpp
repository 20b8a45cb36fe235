#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "cli/comparison.hpp"

namespace celltally {

// Nothing when the whole is nothing.
using Ratio = std::optional<double>;
constexpr Ratio ratio(auto part, auto whole) noexcept {
  if (whole == 0) return std::nullopt;
  return static_cast<double>(part) / static_cast<double>(whole);
}

// How far the counts of one statistic are from the truth.
struct AccuracyFigures {
  // Rows by how much is true, from the first number on, below the next one's.
  static constexpr std::array<std::uint64_t, 3> kSizes{1, 20, 100};

  std::uint64_t rows = 0;
  std::uint64_t truth = 0;
  std::uint64_t counted = 0;
  std::uint64_t shared = 0;  // the smaller one of both, row by row, added up
  std::uint64_t errors = 0;  // their difference, row by row, added up
  std::array<std::uint64_t, kSizes.size()> rows_of_size{};
  std::array<double, kSizes.size()> relative_errors{};  // added up

  static AccuracyFigures of(const Comparison::Pairs& pairs);

  std::int64_t bias() const noexcept;    // counted without truth
  Ratio relative_bias() const noexcept;  // to the truth; -1 when nothing was counted
  Ratio mean_error() const noexcept;     // of a row, without its sign, as a number
  Ratio found() const noexcept;          // of what is true, how much was counted where it is
  Ratio right() const noexcept;          // of what was counted, how much is true
  // Without its sign, as a part of what is true; the mean of the rows of kSizes[size].
  Ratio relative_error(std::size_t size) const noexcept;
};

}  // namespace celltally
