#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "vocabulary/place.hpp"

namespace celltally {

// The cells of the small town. The works have a private network of their own; `old_quarter` has
// third generation only.
enum class TownCell : std::uint8_t {
  station,
  high_street,
  market,
  school,
  hospital,
  homes_north,
  homes_south,
  works,
  old_quarter,
};

inline constexpr std::size_t kTownCells = 9;

Place place_of(TownCell cell);  // an ECGI; of the old quarter an SAI
Place area_of(TownCell cell);   // a TAI; of the old quarter an RAI

}  // namespace celltally
