#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace celltally {

// Lower-case hexadecimal text, for messages of tests.
inline std::string hex(std::span<const std::uint8_t> octets) {
  std::string text;
  for (const std::uint8_t octet : octets) {
    text += "0123456789abcdef"[octet >> 4];
    text += "0123456789abcdef"[octet & 15];
  }
  return text;
}

}  // namespace celltally
