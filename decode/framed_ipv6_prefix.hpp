#pragma once

#include <cstdint>
#include <span>

#include "decode/byte_cursor.hpp"

namespace celltally {

// The 64 bits of Framed-IPv6-Prefix that are a device's own (RFC 3162 2.3: a reserved octet, the
// prefix's length in bits, as much of it as is needed). Empty where the prefix is shorter, for then
// several share it, or the value is damaged.
inline std::span<const std::uint8_t> framed_ipv6_prefix(
    std::span<const std::uint8_t> value) noexcept {
  ByteCursor cursor{value};
  cursor.skip(1);
  const std::uint8_t bits = cursor.u8();
  const auto prefix = cursor.bytes(8);
  return bits >= 64 ? prefix : std::span<const std::uint8_t>{};
}

}  // namespace celltally
