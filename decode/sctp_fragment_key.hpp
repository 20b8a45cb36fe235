#pragma once

#include <array>
#include <cstdint>

#include "decode/sctp_direction_key.hpp"

namespace celltally {

// Which piece of which user message a fragment is. The next piece of the same message has the next
// `sequence`, and all else the same: DATA counts pieces by TSN (RFC 9260 6.9), I-DATA by FSN
// (RFC 8260 2.1). Both wrap around.
struct SctpFragmentKey {
  SctpDirectionKey direction;
  std::uint32_t message = 0;   // SSN or MID; 0 for unordered DATA, whose SSN means nothing
  std::uint32_t sequence = 0;  // TSN or FSN
  std::uint16_t stream = 0;
  bool unordered = false;
  bool interleaved = false;  // I-DATA

  constexpr SctpFragmentKey moved_by(std::int32_t pieces) const noexcept {
    SctpFragmentKey key = *this;
    key.sequence += static_cast<std::uint32_t>(pieces);
    return key;
  }

  // For hashing.
  constexpr std::array<std::uint64_t, 3> words() const noexcept {
    const std::uint64_t kind = (unordered ? 2u : 0u) | (interleaved ? 1u : 0u);
    return {direction.words()[0], std::uint64_t{message} << 32 | sequence, kind << 16 | stream};
  }

  friend bool operator==(const SctpFragmentKey&, const SctpFragmentKey&) = default;
};

}  // namespace celltally
