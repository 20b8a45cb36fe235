#pragma once

#include <cstdint>
#include <span>

#include "decode/location.hpp"

namespace celltally {

// Target Identification of GTPv2 (TS 29.274 8.51): where a handover is going to. A macro eNB gives
// a site and its tracking area, a home eNB its only cell, a GSM cell and an RNC their routing area;
// of 5G targets only the tracking area, for they name no cell. An unknown type gives nothing, and
// is no damage.
Location read_target_identification(std::span<const std::uint8_t> value) noexcept;

}  // namespace celltally
