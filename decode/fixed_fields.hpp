#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace celltally {

// Big-endian numbers at fixed places of octets whose number is known: one load each, without a look
// at a length. For the few shapes that nearly all packets have; everything else is read through
// ByteCursor.
template <std::size_t kAt, typename Octet, std::size_t kSize>
constexpr std::uint16_t u16_at(std::span<Octet, kSize> bytes) noexcept {
  static_assert(kSize != std::dynamic_extent && kAt + 2 <= kSize);
  return static_cast<std::uint16_t>(bytes[kAt] << 8 | bytes[kAt + 1]);
}
template <std::size_t kAt, typename Octet, std::size_t kSize>
constexpr std::uint32_t u32_at(std::span<Octet, kSize> bytes) noexcept {
  static_assert(kSize != std::dynamic_extent && kAt + 4 <= kSize);
  return std::uint32_t{bytes[kAt]} << 24 | std::uint32_t{bytes[kAt + 1]} << 16 |
         std::uint32_t{bytes[kAt + 2]} << 8 | bytes[kAt + 3];
}

}  // namespace celltally
