#pragma once

#include "simulate/octets.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// A frame as a capture has it.
struct TimedPacket {
  Timestamp at;
  Octets frame;
};

}  // namespace celltally
