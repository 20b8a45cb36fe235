#pragma once

#include "decode/gtpv2_facts.hpp"
#include "decode/signalling_message.hpp"

namespace celltally {

// Concludes from a message's type, header and elements what happened and what it proves: fills
// kind, presence, cell, area, machine, unauthenticated, and of the session what it begins, grants
// and ends and where its answer goes. REQUIRES: everything else of the message is filled in.
//
// One message is looked at alone. So it is not known whether a PDN connection is a device's first
// or last, nor which interface is tapped when no F-TEID tells. What was cut off is not taken as
// said: a cut message is exact only when what is left shows that the device itself was in contact.
void conclude_gtpv2_event(const Gtpv2Facts& facts, SignallingMessage& message) noexcept;

}  // namespace celltally
