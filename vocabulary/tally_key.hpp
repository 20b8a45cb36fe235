#pragma once

#include <compare>

#include "vocabulary/detail.hpp"
#include "vocabulary/place.hpp"

namespace celltally {

// What a number is about beside its statistic and its window.
struct TallyKey {
  Place place{};  // a cell, site or zone; none of Statistic::quality, which is of the whole probe
  // flows: the zone that they went to. origin: the zone of the night, none when it is not known.
  // Else none.
  Place other{};
  Detail detail{};

  friend constexpr auto operator<=>(const TallyKey&, const TallyKey&) = default;
};

}  // namespace celltally
