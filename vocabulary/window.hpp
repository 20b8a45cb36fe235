#pragma once

#include <compare>

#include "vocabulary/timestamp.hpp"

namespace celltally {

// The period that a number is about: from <= t < to.
struct Window {
  Timestamp from;
  Timestamp to;

  constexpr bool contains(Timestamp at) const noexcept { return from <= at && at < to; }
  friend constexpr auto operator<=>(const Window&, const Window&) = default;
};

}  // namespace celltally
