#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace celltally {

// The message type that stands for a message of DTAP in SignallingMessage::type: its protocol and
// its own type together are more than an octet, so it is 80 and its place in a table. ff for those
// that are not in it.
std::uint8_t dtap_type(std::span<const std::uint8_t> nas) noexcept;

// "Location Updating Request", "Setup", ... (TS 24.008, TS 24.011, TS 24.080). REQUIRES: 80 or
// above. "DTAP" for ff, empty for what dtap_type() does not give.
std::string_view dtap_message_name(std::uint8_t type) noexcept;

}  // namespace celltally
