#pragma once

#include <cstdint>

#include "decode/ip_address.hpp"

namespace celltally {

// From whom to whom a TCP segment goes. Borrows the packet's bytes.
struct TcpEndpoints {
  IpAddress source;
  IpAddress destination;
  std::uint16_t source_port = 0;
  std::uint16_t destination_port = 0;
};

}  // namespace celltally
