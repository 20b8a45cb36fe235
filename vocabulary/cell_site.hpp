#pragma once

#include <optional>

#include "vocabulary/geo_point.hpp"
#include "vocabulary/place.hpp"

namespace celltally {

// What is known of a cell beside its name.
struct CellSite {
  Place cell{};
  Place site{};  // PlaceKind::site: the mast that it shares with other cells; none when not known
  Place zone{};  // PlaceKind::zone: the part of the country that it is in; none when in no zone
  std::optional<GeoPoint> position{};
};

}  // namespace celltally
