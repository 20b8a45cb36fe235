#pragma once

#include <cstdint>

#include "vocabulary/place.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// A cell of which an event was counted today, listed in the inventory or not.
struct SeenCell {
  Place cell;
  Timestamp first{};  // its earliest counted event, and its latest
  Timestamp last{};

  friend constexpr bool operator==(const SeenCell&, const SeenCell&) = default;
};

}  // namespace celltally
