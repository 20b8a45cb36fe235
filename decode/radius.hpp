#pragma once

#include <cstdint>
#include <string_view>

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"

namespace celltally {

inline constexpr std::uint8_t kRadiusAccessRequest = 1;
inline constexpr std::uint8_t kRadiusAccountingRequest = 4;

// RADIUS (RFC 2865, 2866, 5176) with the attributes of 3GPP (TS 29.061 16.4.7), of gateways and of
// Wi-Fi access points. Adds the datagram's one message to `burst`. False when there is none: no
// code that has a name, an impossible length, or cut short before its attributes. Retransmissions,
// and copies through a proxy, have the same session.sequence and no addresses. REQUIRES: burst has
// room.
bool decode_radius(const Datagram& pdu, MessageBurst& burst) noexcept;

// "Accounting-Request"; empty when IANA has given no name to the code.
std::string_view radius_message_name(std::uint8_t code) noexcept;

}  // namespace celltally
