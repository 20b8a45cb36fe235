#pragma once

#include <optional>

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"
#include "decode/udp_ports.hpp"

namespace celltally {

// Reads a datagram by the decoder of its protocol, and adds what it holds to the burst. False when
// it is no message of that protocol; nothing when it is one that only looks after the link.
// REQUIRES: room for what a packet may give; `protocol` is not none.
std::optional<bool> decode_udp_message(UdpProtocol protocol, const Datagram& datagram,
                                       MessageBurst& burst) noexcept;

}  // namespace celltally
