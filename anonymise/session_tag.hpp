#pragma once

#include <compare>
#include <cstdint>

namespace celltally {

// A temporary identifier (node address and TEID, or a transaction) under the epoch's key: what
// correlation tables are keyed by. Does not convert to or from a person's Tag. Zero: none.
struct SessionTag {
  std::uint64_t value = 0;

  constexpr bool known() const noexcept { return value != 0; }
  friend constexpr auto operator<=>(SessionTag, SessionTag) = default;
};

}  // namespace celltally
