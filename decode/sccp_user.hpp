#pragma once

#include <optional>

#include "decode/message_burst.hpp"
#include "decode/sccp_message.hpp"

namespace celltally {

// Adds the message that SCCP carries: of RANAP or BSSAP, by the subsystem number where there is one
// and by its own look where there is none, as on a connection; or the message of SCCP itself, where
// it begins or ends a connection and carries none of them. False when the subsystem number promises
// what is not there; nothing for other users.
// REQUIRES: room for one message.
std::optional<bool> decode_sccp_user(const SccpMessage& sccp, MessageBurst& burst) noexcept;

}  // namespace celltally
