#pragma once

#include <cstdint>
#include <span>

#include "decode/tcp_ports.hpp"

namespace celltally {

// A message cut out of a TCP stream. Borrows the packet's bytes, or those of the transport that
// gave it until its next packet.
struct TcpMessage {
  std::span<std::uint8_t> payload;
  TcpProtocol protocol = TcpProtocol::none;
  bool cut = false;  // the capture holds less of it than was sent
};

}  // namespace celltally
