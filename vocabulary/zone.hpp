#pragma once

#include "vocabulary/place.hpp"

namespace celltally {

// All cells that are in no zone.
inline constexpr Place kNoZone{PlaceKind::zone, Plmn{}, (std::uint64_t{1} << 36) - 1};

}  // namespace celltally
