#pragma once

#include "decode/byte_cursor.hpp"
#include "decode/diameter_facts.hpp"
#include "decode/signalling_message.hpp"

namespace celltally {

// Reads the AVPs of a message: identities, places, cause and damage into `message`, the rest into
// `facts`. Grouped AVPs are entered along the paths that the applications define, three deep at
// most; each octet is looked at at most so often.
void read_diameter_avps(ByteCursor avps, SignallingMessage& message, DiameterFacts& facts) noexcept;

}  // namespace celltally
