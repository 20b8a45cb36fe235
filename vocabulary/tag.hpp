#pragma once

#include <compare>
#include <cstdint>

namespace celltally {

// A person for one epoch: 64 bits of AES-256-CMAC over the permanent identity, under the epoch's
// key. Still a pseudonym: it never leaves the process. Zero means "not known"; the tagger never
// gives zero.
struct Tag {
  std::uint64_t value = 0;

  constexpr bool known() const noexcept { return value != 0; }
  friend constexpr auto operator<=>(Tag, Tag) = default;
};

}  // namespace celltally
