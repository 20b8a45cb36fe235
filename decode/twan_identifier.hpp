#pragma once

#include <cstdint>
#include <span>

#include "decode/location.hpp"

namespace celltally {

// TWAN Identifier of GTPv2 (TS 29.274 8.100): the Wi-Fi access point by its MAC address (BSSID);
// nothing when the element has only the network's name.
Location read_twan_identifier(std::span<const std::uint8_t> value) noexcept;

}  // namespace celltally
