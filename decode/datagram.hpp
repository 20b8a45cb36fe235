#pragma once

#include <cstdint>
#include <span>

#include "decode/ip_address.hpp"

namespace celltally {

// A whole UDP datagram, innermost of all tunnels. Borrows the packet's bytes, or the reassembler's
// until its next packet.
struct Datagram {
  IpAddress source;
  IpAddress destination;
  std::uint16_t source_port = 0;
  std::uint16_t destination_port = 0;
  std::span<std::uint8_t>
      payload;       // captured part of the UDP payload, never IP or Ethernet padding
  bool cut = false;  // the capture holds less of it than was sent
};

}  // namespace celltally
