#pragma once

#include <array>
#include <cstdint>

namespace celltally {

// One direction of an SCTP association (RFC 9260 8.5): all its packets have these, whichever of the
// two ends' addresses they use. The other direction has another tag.
struct SctpDirectionKey {
  std::uint16_t source_port = 0;
  std::uint16_t destination_port = 0;
  std::uint32_t tag = 0;  // verification tag

  // The same tag in packets that go the other way.
  constexpr SctpDirectionKey reversed() const noexcept {
    return {destination_port, source_port, tag};
  }

  // For hashing.
  constexpr std::array<std::uint64_t, 1> words() const noexcept {
    return {std::uint64_t{source_port} << 48 | std::uint64_t{destination_port} << 32 | tag};
  }

  friend bool operator==(const SctpDirectionKey&, const SctpDirectionKey&) = default;
};

}  // namespace celltally
