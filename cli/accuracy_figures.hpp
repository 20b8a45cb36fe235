#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "cli/comparison.hpp"

namespace celltally {

// How far the counts of one statistic are from the truth. A share is from 0 to 1, and nothing when
// there is nothing to share.
struct AccuracyFigures {
  using Share = std::optional<double>;

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
  Share relative_bias() const noexcept;  // a part of the truth
  Share mean_error() const noexcept;     // of a row, without its sign
  Share found() const noexcept;          // of what is true, how much was counted where it is
  Share right() const noexcept;          // of what was counted, how much is true
  Share relative_error(std::size_t size) const noexcept;  // mean of the rows of kSizes[size]
};

}  // namespace celltally
