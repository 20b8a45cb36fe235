#pragma once

#include <optional>

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"
#include "decode/sctp_payload.hpp"
#include "decode/sigtran_transport.hpp"

namespace celltally {

// Reads a whole user message of SCTP by the decoder of its protocol, and adds what it holds to the
// burst: true when that was anything, false when it is no message of that protocol. Nothing: it is
// a protocol that is not read here.
// REQUIRES: room for what a packet may give.
std::optional<bool> decode_sctp_message(SctpPayload protocol, const Datagram& message,
                                        SigtranTransport& sigtran, MessageBurst& burst) noexcept;

}  // namespace celltally
