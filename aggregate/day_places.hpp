#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "vocabulary/cell_site.hpp"
#include "vocabulary/count_level.hpp"

namespace celltally {

// The places and zones of a day's cells, numbered in the order of Place. A cell that is at no known
// site is a place of its own; cells in no zone are in kNoZone.
class DayPlaces {
 public:
  // `cells`: in the order of their numbers (Visit::cell).
  DayPlaces(CountLevel level, std::span<const CellSite> cells);

  CountLevel level() const noexcept { return level_; }
  std::size_t places() const noexcept { return places_.size(); }
  std::uint32_t place_of(std::size_t cell) const noexcept { return cells_[cell].place; }
  std::uint32_t zone_of(std::size_t cell) const noexcept { return cells_[cell].zone; }
  Place place(std::uint32_t number) const noexcept { return places_[number]; }
  Place zone(std::uint32_t number) const noexcept { return zones_[number]; }

 private:
  struct Numbers {
    std::uint32_t place;
    std::uint32_t zone;
  };

  CountLevel level_;
  std::vector<Place> places_;  // sorted
  std::vector<Place> zones_;
  std::vector<Numbers> cells_;
};

}  // namespace celltally
