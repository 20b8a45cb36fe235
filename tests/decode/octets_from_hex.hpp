#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace celltally {

// "0a1b" as its octets. Lower-case hex of even length.
inline std::vector<std::uint8_t> octets_from_hex(std::string_view hex) {
  const auto nibble = [](char c) { return c <= '9' ? c - '0' : c - 'a' + 10; };
  std::vector<std::uint8_t> octets;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    octets.push_back(static_cast<std::uint8_t>(nibble(hex[i]) << 4 | nibble(hex[i + 1])));
  }
  return octets;
}

}  // namespace celltally
