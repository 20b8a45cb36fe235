#pragma once

#include <array>
#include <cstdint>

#include "decode/signalling_point.hpp"

namespace celltally {

// Which message of SCCP a piece belongs to: on a connection, what its receiver calls the
// connection; else what its sender calls the message.
struct SccpSegmentKey {
  SignallingPoint origin;
  SignallingPoint destination;
  std::uint32_t reference = 0;
  bool connection = false;

  // For hashing.
  constexpr std::array<std::uint64_t, 3> words() const noexcept {
    return {origin.scope, destination.scope, std::uint64_t{connection ? 1u : 0u} << 32 | reference};
  }

  friend bool operator==(const SccpSegmentKey&, const SccpSegmentKey&) = default;
};

}  // namespace celltally
