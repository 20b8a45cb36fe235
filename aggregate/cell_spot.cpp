#include "aggregate/cell_spot.hpp"

#include <cmath>
#include <numbers>

namespace celltally {

CellSpot::CellSpot(const std::optional<GeoPoint>& position) noexcept {
  if (!position) return;
  constexpr double kRadiusM = 6'371'000;
  constexpr double kRadians = std::numbers::pi / 180;
  const double latitude = position->latitude * kRadians;
  const double longitude = position->longitude * kRadians;
  x = static_cast<float>(kRadiusM * std::cos(latitude) * std::cos(longitude));
  y = static_cast<float>(kRadiusM * std::cos(latitude) * std::sin(longitude));
  z = static_cast<float>(kRadiusM * std::sin(latitude));
}

}  // namespace celltally
