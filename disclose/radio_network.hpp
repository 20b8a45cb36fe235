#pragma once

#include <utility>

#include "vocabulary/place.hpp"

namespace celltally {

// A network (PLMN) as it is heard on one radio technology (ecgi, cgi, ...): what a probe can see as
// a whole, or cannot.
using RadioNetwork = std::pair<PlaceKind, Plmn>;

constexpr RadioNetwork radio_network_of(Place cell) noexcept {
  return {cell.kind(), cell.plmn()};
}

}  // namespace celltally
