#pragma once

#include <cstdint>
#include <cstring>
#include <span>

namespace celltally {

// Overwrites octets in which identifiers may stand. A plain fill of memory that nobody reads any
// more may be left out by the compiler; this one may not.
inline void wipe(std::span<std::uint8_t> octets) noexcept {
  if (!octets.empty()) explicit_bzero(octets.data(), octets.size());
}

}  // namespace celltally
