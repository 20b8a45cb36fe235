#pragma once

#include <cstdint>
#include <span>

#include "decode/location.hpp"

namespace celltally {

// User Location Information of GTPv2 (TS 29.274 8.21): up to eight identities, in the order of
// their flags. The cell is the first of ECGI, CGI, SAI, macro eNB, extended macro eNB; the area the
// first of TAI, RAI, LAI. Octets after the promised identities are legal and ignored.
Location read_user_location(std::span<const std::uint8_t> value) noexcept;

// Nearly all of LTE: TAI and ECGI, of one operator. False, and nothing read, where it is another;
// the function above reads this too.
bool read_usual_user_location(std::span<const std::uint8_t> value, Location& location) noexcept;

}  // namespace celltally
