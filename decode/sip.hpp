#pragma once

#include <cstdint>
#include <string_view>

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"

namespace celltally {

// SIP of the IMS (RFC 3261, RFC 7315, TS 24.229). Adds the one message of a datagram, or of one cut
// out of a stream, to `burst`; false when there is none: no start line (also of SigComp, RFC 3320
// 7), or the capture ends in it. Of longer headers than kSipHeadersRead octets the first are read.
// Fills everything of it but `at`, `frame` and `source`. REQUIRES: burst.has_room().
//
// The same message is seen at several hops, with other addresses each time: session.sequence tells
// its copies by Call-ID, CSeq and status alone, and addresses and ports are left empty.
bool decode_sip(const Datagram& pdu, MessageBurst& burst) noexcept;

inline constexpr std::size_t kSipHeadersRead = 8192;

// "REGISTER", "Response to REGISTER"; empty when the method is not one that is known. The type is
// the method's number, with the highest bit set for a response.
std::string_view sip_message_name(std::uint8_t type) noexcept;

}  // namespace celltally
