#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>

namespace celltally {

// The IPv4 or IPv6 address of a made-up network node.
struct NodeAddress {
  std::array<std::uint8_t, 16> storage{};
  std::uint8_t length = 0;  // 4 or 16

  std::span<const std::uint8_t> octets() const noexcept { return std::span{storage}.first(length); }
  bool v4() const noexcept { return length == 4; }
};

// "10.1.1.1" or "2001:db8::1". REQUIRES: it is such a text.
NodeAddress node(const std::string& text);

}  // namespace celltally
