#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace celltally {

// An IPv4 or IPv6 address where it stands in a packet; borrows the packet's bytes. Nothing when the
// capture has no addresses. Without padding, so that one load and one store copy it.
struct IpAddress {
  const std::uint8_t* octets = nullptr;
  std::size_t length = 0;  // 4, 16, or 0 for none

  static constexpr IpAddress of(std::span<const std::uint8_t> bytes) noexcept {
    return {bytes.data(), bytes.size()};
  }
  constexpr bool known() const noexcept { return length != 0; }
  constexpr std::span<const std::uint8_t> bytes() const noexcept { return {octets, length}; }

  // Of what stands there, not of where it stands. Two IPv4 addresses are compared as numbers.
  friend bool operator==(const IpAddress& one, const IpAddress& other) noexcept {
    if (one.length != other.length) return false;
    if (one.length != 4) return std::equal(one.octets, one.octets + one.length, other.octets);
    std::uint32_t a = 0;
    std::uint32_t b = 0;
    std::memcpy(&a, one.octets, sizeof(a));
    std::memcpy(&b, other.octets, sizeof(b));
    return a == b;
  }
};

}  // namespace celltally
