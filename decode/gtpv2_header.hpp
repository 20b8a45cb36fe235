#pragma once

#include <cstdint>

#include "decode/byte_cursor.hpp"
#include "decode/packet_outcome.hpp"

namespace celltally {

// The header of one GTPv2-C message (TS 29.274 5.1) and the elements behind it.
struct Gtpv2Header {
  std::uint8_t type = 0;
  bool piggyback = false;      // another message follows in the same datagram
  std::uint32_t teid = 0;      // 0 also when the header has none
  std::uint32_t sequence = 0;  // 24 bits
  ByteCursor elements;         // what is there of them
  bool cut = false;            // the message is longer than the datagram
};

// Takes one message off the front of `bytes`. Gives signalling, bad_gtp_header (another version, or
// a length that has no room for the header's own rest) or truncated_gtp_header.
PacketOutcome read_gtpv2_header(ByteCursor& bytes, Gtpv2Header& header) noexcept;

}  // namespace celltally
