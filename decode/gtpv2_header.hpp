#pragma once

#include <cstddef>
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

// Nearly all messages: a whole one with a TEID and nothing behind it. One look at the sizes. False
// when it is another, which the function above reads; nothing is changed then.
inline bool read_usual_gtpv2_header(ByteCursor bytes, Gtpv2Header& header) noexcept {
  constexpr std::size_t kHeader = 12;
  constexpr std::size_t kBehindLength = 4;  // octets that the length does not count
  constexpr std::uint32_t kVersion2WithTeid = 0x48;
  const std::size_t size = bytes.size();
  if (!bytes.has(kHeader)) return false;
  const std::uint32_t first = bytes.u32();  // version and flags, type, length
  if (first >> 24 != kVersion2WithTeid || (first & 0xffff) != size - kBehindLength) return false;
  header.type = static_cast<std::uint8_t>(first >> 16);
  header.piggyback = false;
  header.teid = bytes.u32();
  header.sequence = bytes.u32() >> 8;  // spare, or the message priority
  header.elements = bytes;
  header.cut = false;
  return true;
}

}  // namespace celltally
