#pragma once

#include <cstdint>
#include <vector>

#include "vocabulary/place.hpp"

namespace celltally {

// A cell of the made-up world, on a plane in metres.
struct WorldCell {
  Place place{};
  Place area{};  // its tracking or routing area
  std::int32_t x = 0;
  std::int32_t y = 0;
  std::uint32_t site = 0;  // in Geography's lists of names
  std::uint32_t zone = 0;
};

// The cells of one radio technology, by where they are. Numbers of cells are places in `cells()`.
class CellLayer {
 public:
  CellLayer() = default;
  explicit CellLayer(std::vector<WorldCell> cells);

  const std::vector<WorldCell>& cells() const noexcept { return cells_; }
  const WorldCell& at(std::uint32_t cell) const noexcept { return cells_[cell]; }
  std::uint32_t size() const noexcept { return static_cast<std::uint32_t>(cells_.size()); }

  // The cell that serves a point: the nearest one. REQUIRES: not empty.
  std::uint32_t nearest(std::int32_t x, std::int32_t y) const noexcept;

  // The nearest other one of the same site, else of all: where a device goes for a moment and comes
  // back from; itself when there is no other.
  std::uint32_t neighbour(std::uint32_t cell) const noexcept { return neighbours_[cell]; }

  // From the middle of all outwards. REQUIRES: rank < size().
  std::uint32_t by_distance_from_middle(std::uint32_t rank) const noexcept {
    return outwards_[rank];
  }

  // In metres.
  std::uint32_t distance(std::uint32_t from, std::uint32_t to) const noexcept;

 private:
  void index();
  std::uint32_t nearest_but(std::int32_t x, std::int32_t y, std::uint32_t but) const noexcept;
  std::int32_t column(std::int32_t x) const noexcept;
  std::int32_t row(std::int32_t y) const noexcept;

  std::vector<WorldCell> cells_;
  std::vector<std::uint32_t> neighbours_;
  std::vector<std::uint32_t> outwards_;
  // Squares of a grid, row by row: where the cells of each begin in `in_squares_`.
  std::vector<std::uint32_t> begins_;
  std::vector<std::uint32_t> in_squares_;
  std::int32_t left_ = 0;
  std::int32_t bottom_ = 0;
  std::int32_t side_ = 1;
  std::int32_t columns_ = 0;
  std::int32_t rows_ = 0;
};

}  // namespace celltally
