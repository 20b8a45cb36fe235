#pragma once

#include <cstdint>

#include "decode/ip_address.hpp"
#include "decode/sctp_direction_key.hpp"

namespace celltally {

// From whom to whom the messages of an SCTP packet go. Borrows the packet's bytes. An end of an
// association may have several addresses; its ports and tags stay.
struct SctpEndpoints {
  IpAddress source;
  IpAddress destination;
  SctpDirectionKey direction;
};

}  // namespace celltally
