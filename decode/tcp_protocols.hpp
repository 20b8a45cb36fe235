#pragma once

#include <optional>

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"
#include "decode/tcp_ports.hpp"

namespace celltally {

// Reads a message of a TCP stream by the decoder of its protocol, and adds what it holds to the
// burst: true when that was anything, false when it is no message of that protocol. Nothing: it is
// a protocol that is not read here.
// REQUIRES: room for what a packet may give.
std::optional<bool> decode_tcp_message(TcpProtocol protocol, const Datagram& message,
                                       MessageBurst& burst) noexcept;

}  // namespace celltally
