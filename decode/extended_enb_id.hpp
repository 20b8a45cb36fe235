#pragma once

#include <cstdint>

namespace celltally {

// The id of an extended macro eNB as in Place: the flag SMeNB (bit 24) says that 18 bits count,
// otherwise 21 do (TS 29.274 8.21.8).
constexpr std::uint32_t extended_enb_id(std::uint32_t octets) noexcept {
  constexpr std::uint32_t kShort = 0x80'0000;
  return (octets & kShort) != 0 ? kShort | (octets & 0x3'ffff) : octets & 0x1f'ffff;
}

}  // namespace celltally
