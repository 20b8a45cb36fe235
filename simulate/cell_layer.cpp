#include "simulate/cell_layer.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <utility>

namespace celltally {

namespace {

std::int64_t squared(const WorldCell& cell, std::int64_t x, std::int64_t y) {
  return (cell.x - x) * (cell.x - x) + (cell.y - y) * (cell.y - y);
}

// The whole square root, by Newton: the library's may differ in the last bit.
std::uint32_t root(std::int64_t square) {
  if (square < 2) return static_cast<std::uint32_t>(square);
  std::int64_t guess = square;
  for (std::int64_t next = square / 2 + 1; next < guess; next = (guess + square / guess) / 2) {
    guess = next;
  }
  return static_cast<std::uint32_t>(guess);
}

}  // namespace

CellLayer::CellLayer(std::vector<WorldCell> cells) : cells_(std::move(cells)) {
  if (cells_.empty()) return;
  index();
  std::int64_t x = 0;
  std::int64_t y = 0;
  for (const WorldCell& each : cells_) x += each.x, y += each.y;
  x /= size();
  y /= size();
  outwards_.resize(size());
  std::iota(outwards_.begin(), outwards_.end(), 0u);
  std::ranges::stable_sort(outwards_, {},
                           [&](std::uint32_t cell) { return squared(cells_[cell], x, y); });
  neighbours_.reserve(size());
  for (std::uint32_t i = 0; i < size(); ++i) {
    std::uint32_t best = nearest_but(cells_[i].x, cells_[i].y, i);
    const std::uint32_t beside[] = {i + 1, i + 2, i - 1, i - 2};  // files list sites together
    for (const std::uint32_t other : beside) {
      if (other >= size() || cells_[other].site != cells_[i].site) continue;
      best = other;
      break;
    }
    neighbours_.push_back(best);
  }
}

std::uint32_t CellLayer::nearest(std::int32_t x, std::int32_t y) const noexcept {
  return nearest_but(x, y, size());
}

std::uint32_t CellLayer::distance(std::uint32_t from, std::uint32_t to) const noexcept {
  return root(squared(cells_[from], cells_[to].x, cells_[to].y));
}

void CellLayer::index() {
  const auto [west, east] = std::ranges::minmax(cells_, {}, &WorldCell::x);
  const auto [south, north] = std::ranges::minmax(cells_, {}, &WorldCell::y);
  left_ = west.x;
  bottom_ = south.y;
  const std::int64_t wide = std::int64_t{east.x} - left_ + 1;
  const std::int64_t high = std::int64_t{north.y} - bottom_ + 1;
  // About two cells in a square, and never more squares than memory for them is cheap.
  side_ = static_cast<std::int32_t>(
      std::max<std::int64_t>(1, std::int64_t{root(wide * high / size() * 2 + 1)}));
  side_ = std::max(side_, static_cast<std::int32_t>(std::max(wide, high) / 4000 + 1));
  columns_ = static_cast<std::int32_t>(wide / side_ + 1);
  rows_ = static_cast<std::int32_t>(high / side_ + 1);
  const auto squares = static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_);
  begins_.assign(squares + 1, 0);
  const auto square_of = [&](const WorldCell& cell) {
    return static_cast<std::size_t>(row(cell.y)) * static_cast<std::size_t>(columns_) +
           static_cast<std::size_t>(column(cell.x));
  };
  for (const WorldCell& each : cells_) ++begins_[square_of(each) + 1];
  std::partial_sum(begins_.begin(), begins_.end(), begins_.begin());
  in_squares_.resize(size());
  std::vector<std::uint32_t> next{begins_.begin(), begins_.end() - 1};
  for (std::uint32_t i = 0; i < size(); ++i) in_squares_[next[square_of(cells_[i])]++] = i;
}

std::int32_t CellLayer::column(std::int32_t x) const noexcept {
  return std::clamp((x - left_) / side_, 0, columns_ - 1);
}

std::int32_t CellLayer::row(std::int32_t y) const noexcept {
  return std::clamp((y - bottom_) / side_, 0, rows_ - 1);
}

// Ring by ring of squares around the point, until no nearer one can come.
std::uint32_t CellLayer::nearest_but(std::int32_t x, std::int32_t y,
                                     std::uint32_t but) const noexcept {
  std::uint32_t best = but < size() ? but : 0;
  std::int64_t least = std::numeric_limits<std::int64_t>::max();
  const std::int32_t middle_column = column(x);
  const std::int32_t middle_row = row(y);
  for (std::int32_t ring = 0; ring <= std::max(columns_, rows_); ++ring) {
    const std::int64_t unseen = std::int64_t{ring - 1} * side_;
    if (ring > 1 && least <= unseen * unseen) break;
    for (std::int32_t r = middle_row - ring; r <= middle_row + ring; ++r) {
      if (r < 0 || r >= rows_) continue;
      const bool whole = r == middle_row - ring || r == middle_row + ring;
      for (std::int32_t c = middle_column - ring; c <= middle_column + ring;
           c += whole || ring == 0 ? 1 : 2 * ring) {
        if (c < 0 || c >= columns_) continue;
        const auto square = static_cast<std::size_t>(r) * static_cast<std::size_t>(columns_) +
                            static_cast<std::size_t>(c);
        for (std::uint32_t i = begins_[square]; i < begins_[square + 1]; ++i) {
          const std::uint32_t cell = in_squares_[i];
          const std::int64_t far = squared(cells_[cell], x, y);
          if (cell == but || far > least || (far == least && cell > best)) continue;
          least = far;
          best = cell;
        }
      }
    }
  }
  return best;
}

}  // namespace celltally
