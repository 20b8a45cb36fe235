#pragma once

#include <cstdint>
#include <span>

#include "decode/byte_cursor.hpp"
#include "decode/packet_outcome.hpp"

namespace celltally {

// The header of a GTPv1-C message with its extension headers (TS 29.060 6). Borrows the bytes it
// was read from.
struct Gtpv1Header {
  ByteCursor elements;  // what follows the header, as far as it was captured
  std::uint32_t teid = 0;
  std::uint16_t sequence = 0;  // 0 when the header has none
  std::uint8_t type = 0;
  bool truncated = false;        // the header promises more octets than there are
  bool suspend_request = false;  // an extension header says so (TS 29.060 6.1)
};

// Fills `header` and returns PacketOutcome::signalling, or says what else the payload is, as
// decode_gtpv1() does, and leaves `header` unspecified. An extension header of length zero, or one
// that reaches beyond a whole message, is a bad header: nobody knows where its elements begin.
PacketOutcome read_gtpv1_header(std::span<const std::uint8_t> payload,
                                Gtpv1Header& header) noexcept;

}  // namespace celltally
