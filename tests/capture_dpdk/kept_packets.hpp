#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "capture/dpdk/dpdk_port.hpp"
#include "tests/capture/read_all.hpp"

namespace celltally::testing {

// Everything from a queue of a port that reads a file.
inline std::vector<KeptPacket> read_file_port(DpdkPort& port, std::size_t queue = 0,
                                              std::size_t burst = 32) {
  std::vector<Packet> room(burst);
  std::vector<KeptPacket> kept;
  while (!port.exhausted()) keep(port.queue(queue).poll(room), kept);
  return kept;
}

// Everything that waits in a queue now: until it gives nothing.
inline std::vector<KeptPacket> read_waiting(DpdkQueue& queue) {
  std::array<Packet, 32> room;
  std::vector<KeptPacket> kept;
  for (int empty = 0; empty < 4;) {
    const auto burst = queue.poll(room);
    empty = burst.empty() ? empty + 1 : 0;
    keep(burst, kept);
  }
  return kept;
}

}  // namespace celltally::testing
