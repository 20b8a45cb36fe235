#pragma once

#include <cstdint>
#include <string_view>

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"

namespace celltally {

// Reads one message between an eNB and its MME (S1AP, TS 36.413) with what it carries of NAS
// (TS 24.301), and adds it to the burst. False when it is no such message; one that is damaged
// behind its header is added, and says so.
//
// SignallingMessage::type is the procedure code in the low six bits and the outcome above them (0
// initiating, 1 successful, 2 unsuccessful). Procedures from 64 on have no outcome: 3 stands above
// their code less 64. 255 is every other.
//
// REQUIRES: room for a message.
bool decode_s1ap(const Datagram& pdu, MessageBurst& burst) noexcept;

// "Initial UE Message", as TS 36.413 9.1 calls it; empty for a type that it does not have.
std::string_view s1ap_message_name(std::uint8_t type) noexcept;

}  // namespace celltally
