#pragma once

#include <cstdint>
#include <string_view>

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"

namespace celltally {

// NGAP (TS 38.413 Rel-17; messages 9.2, elements 9.3, ASN.1 9.4) with the NAS messages in it
// (nas_5gs.hpp). Adds the one message of a user message of SCTP to `burst`, and returns true; false
// when it is none. Fills everything of the message but `at`, `frame` and `source`; its type is
// ngap_type(). Which end is the radio network follows from the message's direction, or else from
// AMF's port 38412; where neither says, identifiers of that end are not named.
// REQUIRES: burst.has_room().
bool decode_ngap(const Datagram& pdu, MessageBurst& burst) noexcept;

// "InitialUEMessage"; empty when the type has no name in TS 38.413 9.4.4.
std::string_view ngap_message_name(std::uint8_t type) noexcept;

}  // namespace celltally
