#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"

namespace celltally {

// Reads BSSGP (TS 48.018) in an NS-UNITDATA of the Gb interface over IP (TS 48.016), and the
// message of GMM that is in an unciphered UI frame of LLC (TS 44.064). Every uplink frame names the
// cell that it came from. Adds one message; false when it is not one of NS, or has no whole header
// of BSSGP; nothing when it is another one of NS, which looks after the link. REQUIRES: room for
// one message.
std::optional<bool> decode_bssgp(const Datagram& datagram, MessageBurst& burst) noexcept;

// SignallingMessage::type of BSSGP: its PDU type. "UL-UNITDATA", ... (TS 48.018 table 11.3.26.1);
// empty when there is no such PDU.
std::string_view bssgp_message_name(std::uint8_t type) noexcept;

}  // namespace celltally
