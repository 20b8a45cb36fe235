#pragma once

#include <cstdint>
#include <span>

#include "decode/location.hpp"

namespace celltally {

// The value of User Location Information (TS 29.060 7.7.51): CGI or SAI as the cell, or RAI as the
// area. A type that this does not know gives neither and is no damage.
Location read_gtpv1_user_location(std::span<const std::uint8_t> value) noexcept;

// The value of Routeing Area Identity (TS 29.060 7.7.3), six octets; more are ignored. LAC 0000 and
// FFFE name no area (TS 23.003 4.1), and SGSNs fill in FFFE where the area is nobody's business (TS
// 29.060 7.3.1): that gives nothing and is no damage.
Location read_gtpv1_routing_area(std::span<const std::uint8_t> value) noexcept;

}  // namespace celltally
