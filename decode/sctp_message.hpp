#pragma once

#include <cstdint>
#include <span>

#include "decode/sctp_payload.hpp"

namespace celltally {

// To the side that has the protocol's well-known port, as an eNB sends to its MME, or from it.
// Unknown where both sides have it, or neither: then the message itself must tell.
enum class SctpDirection : std::uint8_t { unknown, to_server, from_server };

// A user message of an SCTP association, whole. Borrows the packet's bytes, or those of the
// transport that gave it until its next packet.
struct SctpMessage {
  std::span<std::uint8_t> payload;  // never padding
  std::uint32_t ppid = 0;           // as it came
  SctpPayload protocol = SctpPayload::unknown;
  SctpDirection direction = SctpDirection::unknown;
  std::uint16_t stream = 0;
  bool unordered = false;
  bool cut = false;  // the capture holds less of it than was sent
};

}  // namespace celltally
