#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "decode/aper_pdu.hpp"
#include "decode/message_burst.hpp"
#include "decode/signalling_point.hpp"

namespace celltally {

// The outermost structure of a message of RANAP (TS 25.413 9.3.2). Nothing when it has not the look
// of one: a procedure of RANAP, in an outcome that it has, and just as long as it says. That parts
// it from other users of SCCP where nothing else does.
std::optional<AperPdu> open_ranap(std::span<const std::uint8_t> octets, bool cut) noexcept;

// Reads it into `message`, which is the last of `burst` and says already how it came; `sender` is
// what a Reset tells of, for who sends one has lost its connections (8.26).
void read_ranap(const AperPdu& pdu, SignallingPoint sender, MessageBurst& burst,
                SignallingMessage& message) noexcept;

// SignallingMessage::type of RANAP: outcome << 6 | procedure. "Initial UE Message", "Iu Release
// Command", ... (TS 25.413 9.1); empty when there is no such message.
std::string_view ranap_message_name(std::uint8_t type) noexcept;

}  // namespace celltally
