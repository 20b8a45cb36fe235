#pragma once

#include <optional>

#include "vocabulary/geo_point.hpp"

namespace celltally {

// Where a cell is, in metres from the middle of the earth, so that a distance costs no sine: the
// straight line, which at ten kilometres is a millimetre shorter than the way. Good to a metre.
struct CellSpot {
  float x = 0;  // all zero: nobody knows where
  float y = 0;
  float z = 0;

  CellSpot() = default;
  explicit CellSpot(const std::optional<GeoPoint>& position) noexcept;

  bool known() const noexcept { return x != 0 || y != 0 || z != 0; }
};

// Squared metres. REQUIRES: both are known.
inline float squared_distance(const CellSpot& a, const CellSpot& b) noexcept {
  const float x = a.x - b.x, y = a.y - b.y, z = a.z - b.z;
  return x * x + y * y + z * z;
}

}  // namespace celltally
