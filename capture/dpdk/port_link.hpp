#pragma once

#include <cstdint>
#include <string>

namespace celltally {

// Whether frames can come in. A port goes on by itself when its link comes back.
struct PortLink {
  enum class State : std::uint8_t {
    up,
    down,
    gone,      // the interface or card vanished, and this port receives nothing any more
    replaced,  // as gone, and another interface has its name: a port opened now would receive
  };

  State state = State::down;
  std::uint32_t speed_mbps = 0;  // 0: not known
  std::string reason;            // why it is not up, one line; empty when it is
};

}  // namespace celltally
