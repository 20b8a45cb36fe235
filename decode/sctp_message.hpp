#pragma once

#include <cstdint>
#include <span>

#include "decode/sctp_payload.hpp"

namespace celltally {

// A user message of an SCTP association, whole. Borrows the packet's bytes, or those of the
// transport that gave it until its next packet.
struct SctpMessage {
  std::span<std::uint8_t> payload;  // never padding
  std::uint32_t ppid = 0;           // as it came
  SctpPayload protocol = SctpPayload::unknown;
  bool cut = false;  // the capture holds less of it than was sent
};

}  // namespace celltally
