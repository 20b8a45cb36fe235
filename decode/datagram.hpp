#pragma once

#include <cstdint>
#include <span>

#include "decode/ip_address.hpp"

namespace celltally {

// One message of a transport: a whole UDP datagram, innermost of all tunnels; or a user message of
// SCTP, or one cut out of a TCP stream, between the two ends' ports. Borrows the packet's bytes, or
// those of the reassembler that put it together, until its next packet.
struct Datagram {
  IpAddress source;
  IpAddress destination;
  std::uint16_t source_port = 0;
  std::uint16_t destination_port = 0;
  std::span<std::uint8_t> payload;  // captured part of it, never IP or Ethernet padding
  bool cut = false;                 // the capture holds less of it than was sent
};

}  // namespace celltally
