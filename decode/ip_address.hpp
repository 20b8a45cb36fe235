#pragma once

#include <cstdint>
#include <span>

namespace celltally {

// An IPv4 or IPv6 address where it stands in a packet; borrows the packet's bytes. Nothing when the
// capture has no addresses.
struct IpAddress {
  const std::uint8_t* octets = nullptr;
  std::uint8_t length = 0;  // 4, 16, or 0 for none

  static constexpr IpAddress of(std::span<const std::uint8_t> bytes) noexcept {
    return {bytes.data(), static_cast<std::uint8_t>(bytes.size())};
  }
  constexpr bool known() const noexcept { return length != 0; }
  constexpr std::span<const std::uint8_t> bytes() const noexcept { return {octets, length}; }
};

}  // namespace celltally
