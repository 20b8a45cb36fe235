#pragma once

#include <cstdint>
#include <span>

namespace celltally {

// A MAC address at the beginning of a text, as access points write it in Called-Station-Id and
// Calling-Station-Id (RFC 3580 3.20): twelve hexadecimal digits, in pairs or fours with '-', ':' or
// '.' between, or without.
struct MacInText {
  std::uint64_t mac = 0;                 // 48 bits
  bool present = false;                  // not all zero, and of one device (unicast)
  bool separated = false;                // nobody writes a telephone number like that
  std::span<const std::uint8_t> behind;  // what follows it
};

MacInText mac_in_text(std::span<const std::uint8_t> text) noexcept;

}  // namespace celltally
