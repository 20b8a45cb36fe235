#pragma once

#include <optional>

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"

namespace celltally {

// Reads RUA (TS 25.468), which carries RANAP between a home node B and its gateway: Connect, Direct
// Transfer, Disconnect, Connectionless Transfer. Adds the message of RANAP; false when it is not
// one of RUA, or what it carries none of RANAP; nothing when it carries none. REQUIRES: room for
// one message.
std::optional<bool> decode_rua(const Datagram& datagram, MessageBurst& burst) noexcept;

}  // namespace celltally
