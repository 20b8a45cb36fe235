#pragma once

#include <cstdint>

#include "decode/byte_cursor.hpp"

namespace celltally {

// The header of a PFCP message (TS 29.244 7.2.2), and its elements. Borrows.
struct PfcpHeader {
  std::uint8_t type = 0;
  bool follow_on = false;      // another message is behind it in the datagram
  bool truncated = false;      // it is longer than what is there, or shorter than its header
  std::uint64_t seid = 0;      // the receiver's; 0: none, or not known yet
  std::uint32_t sequence = 0;  // 24 bits
  ByteCursor elements;
};

// Takes one message from `bytes`; false when none of version 1 begins there.
bool read_pfcp_header(ByteCursor& bytes, PfcpHeader& header) noexcept;

}  // namespace celltally
