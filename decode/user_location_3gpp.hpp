#pragma once

#include <cstdint>
#include <span>

#include "decode/location.hpp"

namespace celltally {

// 3GPP-User-Location-Info of Diameter and RADIUS (TS 29.061 16.4.7.2, AVP and attribute 22): one
// Geographic Location Type, then what it says. Types 0 to 2 and 128 to 139; any other names no
// place and is no damage, and more octets than the type needs are ignored.
//
// Some gateways put the element of GTPv2 there: where the type, unassigned, is its mask for TAI
// (08), ECGI (10) or both (18) and the length is exactly that of the mask, it is read as that.
//
// An NR cell identity has 36 bits in five octets, and senders differ in which end is spare. It is
// the last four bits, unless only the first four are zero: then they are the spare ones.
Location read_user_location_3gpp(std::span<const std::uint8_t> value) noexcept;

}  // namespace celltally
