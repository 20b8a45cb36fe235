#pragma once

#include <cstdint>

namespace celltally {

// Whether only machines use slices of this type (SST, TS 23.501 table 5.15.2.2-1): massive Internet
// of Things, and high-performance machine-type communications.
constexpr bool is_slice_of_machines(std::uint8_t type) noexcept {
  constexpr std::uint8_t kMiot = 3;
  constexpr std::uint8_t kHmtc = 5;
  return type == kMiot || type == kHmtc;
}

}  // namespace celltally
