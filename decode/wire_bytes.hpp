#pragma once

#include <cstdint>
#include <span>

namespace celltally {

// The bytes of signalling in a packet buffer, for one purpose: to be wiped when they have been
// tagged. Nobody but the Wiper can touch them.
class WireBytes {
 public:
  constexpr WireBytes() = default;
  constexpr explicit WireBytes(std::span<std::uint8_t> bytes) noexcept : bytes_(bytes) {}

 private:
  friend class Wiper;

  std::span<std::uint8_t> bytes_;
};

}  // namespace celltally
