#pragma once

#include <cstdint>
#include <span>

#include "decode/byte_cursor.hpp"

namespace celltally {

// The head of a Diameter message (RFC 6733 3).
struct DiameterHeader {
  static constexpr std::uint32_t kOctets = 20;

  bool request = false;
  std::uint32_t command = 0;  // 24 bits
  std::uint32_t application = 0;
  std::uint32_t end_to_end = 0;
  ByteCursor avps;         // of the message, as far as they are there; nothing beyond it
  bool truncated = false;  // the message is longer than what is there
};

// False when it is no such head: not of version 1, a length less than its own, or cut short.
bool read_diameter_header(std::span<const std::uint8_t> octets, DiameterHeader& header) noexcept;

}  // namespace celltally
