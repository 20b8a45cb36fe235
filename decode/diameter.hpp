#pragma once

#include <cstdint>
#include <string_view>

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"

namespace celltally {

// Diameter (RFC 6733; Gx, Gy, Rf, Rx, S6a, S13, SLg and those of Wi-Fi and IMS that name a
// subscriber). Reads exactly one message, with which the payload begins, and adds it to `burst`;
// what follows is another's. False when there is no such message: cut short before its AVPs, or not
// of version 1. Copies by other paths, through an agent or another connection, have the same
// session.sequence and no addresses. REQUIRES: burst has room.
bool decode_diameter(const Datagram& pdu, MessageBurst& burst) noexcept;

// "Credit-Control-Request"; empty when there is no such type. message.type is a number of
// DiameterCommand::Name, for Diameter's own has 24 bits.
std::string_view diameter_message_name(std::uint8_t type) noexcept;

}  // namespace celltally
