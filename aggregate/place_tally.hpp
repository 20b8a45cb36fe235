#pragma once

#include <compare>
#include <cstdint>

#include "vocabulary/event_kind.hpp"
#include "vocabulary/place.hpp"

namespace celltally {

// One exact number of a closed window. Never published as it is: disclose/ decides.
struct PlaceTally {
  Place place;
  EventKind kind = EventKind::none;  // of Statistic::events; none for the others
  std::uint64_t value = 0;           // events, or people
  std::uint64_t people = 0;          // different people behind the value

  friend constexpr auto operator<=>(const PlaceTally&, const PlaceTally&) = default;
};

}  // namespace celltally
