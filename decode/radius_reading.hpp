#pragma once

#include "decode/byte_cursor.hpp"
#include "decode/radius_facts.hpp"
#include "decode/signalling_message.hpp"

namespace celltally {

// Reads the attributes of a packet: identities, places, cause and damage into `message`, the rest
// into `facts`.
void read_radius_attributes(ByteCursor attributes, SignallingMessage& message,
                            RadiusFacts& facts) noexcept;

}  // namespace celltally
