#pragma once

#include <cstdint>
#include <string_view>

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"
#include "decode/packet_outcome.hpp"

namespace celltally {

// GTPv1-C (TS 29.060 Rel-17; header 6, messages 7.1, information elements 7.7). Adds the datagram's
// one message to `burst` and returns signalling; or returns bad_gtp_header, truncated_gtp_header,
// gtp_prime (PT = 0) or user_plane (a T-PDU, type 255, on the control port). Fills everything of
// the message but `at`, `frame` and `source`. REQUIRES: burst.has_room().
PacketOutcome decode_gtpv1(const Datagram& datagram, MessageBurst& burst) noexcept;

// "Create PDP Context Request"; empty when the type has no name in TS 29.060 table 1.
std::string_view gtpv1_message_name(std::uint8_t type) noexcept;

}  // namespace celltally
