#pragma once

#include <cstdint>
#include <string_view>

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"
#include "decode/packet_outcome.hpp"

namespace celltally {

// GTPv2-C (TS 29.274 Rel-17; header 5.1, messages 7, information elements 8). Adds each message of
// the datagram to `burst`: one, or two when piggybacked (a second one that cannot be read is noted
// as the first one's damage, truncated). Octets after the messages are ignored. Returns signalling
// when at least one header could be read, else bad_gtp_header or truncated_gtp_header. Fills
// everything of a message but `at`, `frame` and `source`. REQUIRES: burst.has_room().
PacketOutcome decode_gtpv2(const Datagram& datagram, MessageBurst& burst) noexcept;

// "Create Session Request"; empty when the type has no name in TS 29.274 table 6.1-1 (for Sv:
// in TS 29.280).
std::string_view gtpv2_message_name(std::uint8_t type) noexcept;

}  // namespace celltally
