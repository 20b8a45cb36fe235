#pragma once

#include "decode/datagram.hpp"
#include "decode/message_burst.hpp"
#include "decode/radius_facts.hpp"

namespace celltally {

// What follows from all attributes of the burst's last message together: what happened, what it
// proves (protocols reference 7, 10.1, 12), and by which temporary identifiers it names the device.
// REQUIRES: `message` is that message, and its attributes are read.
void conclude_radius_event(const Datagram& pdu, const RadiusFacts& facts,
                           SignallingMessage& message, MessageBurst& burst) noexcept;

}  // namespace celltally
