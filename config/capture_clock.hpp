#pragma once

#include <cstdint>

namespace celltally {

// What closes windows.
enum class CaptureClock : std::uint8_t {
  wall,     // the machine's clock: live
  packets,  // the packets' own time: a replay through a port
};

}  // namespace celltally
