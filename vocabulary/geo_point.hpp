#pragma once

namespace celltally {

// A place on the earth in degrees of WGS 84: latitude -90 to 90, longitude -180 to 180.
struct GeoPoint {
  double latitude = 0;
  double longitude = 0;

  friend constexpr bool operator==(const GeoPoint&, const GeoPoint&) = default;
};

}  // namespace celltally
