#pragma once

#include <cstdint>

namespace celltally {

// What sort of device it is: the first eight digits of its IMEI or IMEISV (TS 23.003 6.2), as a
// number. Millions share one; the serial number behind it is not read.
struct TypeAllocationCode {
  static constexpr std::uint32_t kNone = 0xffff'ffff;

  std::uint32_t value = kNone;

  constexpr bool known() const noexcept { return value != kNone; }
  friend bool operator==(const TypeAllocationCode&, const TypeAllocationCode&) = default;
};

}  // namespace celltally
