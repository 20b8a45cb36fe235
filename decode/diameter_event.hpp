#pragma once

#include "decode/diameter_command.hpp"
#include "decode/diameter_facts.hpp"
#include "decode/message_burst.hpp"

namespace celltally {

// What follows from all AVPs of the burst's last message together: what happened, what it proves
// (protocols reference 10.1, 12), and by which temporary identifiers it names the device. REQUIRES:
// `message` is that message, and its AVPs are read.
void conclude_diameter_event(DiameterCommand command, bool request, const DiameterFacts& facts,
                             SignallingMessage& message, MessageBurst& burst) noexcept;

}  // namespace celltally
