#pragma once

#include <cstdint>

namespace celltally {

// What a worker does when its port has nothing.
enum class IdleBehaviour : std::uint8_t {
  spin,       // asks again at once: a whole core, the least delay
  backoff,    // sleeps a little, longer and longer, up to a limit at which no burst is lost
  interrupt,  // waits for the port to wake it; where a port cannot, as backoff
};

}  // namespace celltally
