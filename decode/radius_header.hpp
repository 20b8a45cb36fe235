#pragma once

#include <cstdint>
#include <span>

#include "decode/byte_cursor.hpp"

namespace celltally {

// The head of a RADIUS packet (RFC 2865 3).
struct RadiusHeader {
  static constexpr std::uint16_t kOctets = 20;

  std::uint8_t code = 0;
  std::uint8_t identifier = 0;
  std::span<const std::uint8_t> authenticator;  // 16 octets
  ByteCursor attributes;   // of the packet, as far as they are there; padding behind it is left out
  bool truncated = false;  // the packet is longer than what is there
};

// False when it is no such head: of no known code, a length less than its own, or cut short.
bool read_radius_header(std::span<const std::uint8_t> octets, RadiusHeader& header) noexcept;

}  // namespace celltally
