#pragma once

#include <cstdint>
#include <span>

#include "decode/byte_cursor.hpp"
#include "decode/ip_packet.hpp"
#include "decode/sctp_endpoints.hpp"

namespace celltally {

// The chunk types that mean something here (IANA); all others are passed over.
namespace sctp_chunk {
inline constexpr std::uint8_t kData = 0;               // RFC 9260 3.3.1
inline constexpr std::uint8_t kInit = 1;               // 3.3.2
inline constexpr std::uint8_t kInitAck = 2;            // 3.3.3
inline constexpr std::uint8_t kAbort = 6;              // 3.3.7
inline constexpr std::uint8_t kShutdownComplete = 14;  // 3.3.13
inline constexpr std::uint8_t kIData = 64;             // RFC 8260 2.1
}  // namespace sctp_chunk

// One chunk of a packet. Borrows the packet's bytes.
struct SctpChunk {
  std::uint8_t type = 0;
  std::uint8_t flags = 0;
  std::span<std::uint8_t> value;  // captured part, without header and padding
  bool cut = false;               // more was sent
};

// A DATA or I-DATA chunk: a user message or a fragment of one.
struct SctpData {
  std::uint32_t tsn = 0;
  std::uint32_t message = 0;   // SSN, or MID of I-DATA
  std::uint32_t sequence = 0;  // TSN, or FSN of I-DATA: counts the fragments of a message
  std::uint32_t ppid = 0;      // of an I-DATA fragment that is not the first: 0
  std::uint16_t stream = 0;
  bool first = false;
  bool last = false;
  bool unordered = false;
  bool interleaved = false;  // I-DATA
  bool cut = false;
  std::span<std::uint8_t> payload;
};

// The common header (RFC 9260 3.1), whose checksum is not verified: network cards fill it in after
// the capture, or have not yet. Leaves `rest` at the first chunk. False when the packet ends
// before.
inline bool read_sctp_header(const IpPacket& ip, SctpEndpoints& endpoints,
                             std::span<std::uint8_t>& rest) noexcept {
  ByteCursor cursor{ip.payload};
  endpoints.source = ip.source;
  endpoints.destination = ip.destination;
  endpoints.direction.source_port = cursor.u16();
  endpoints.direction.destination_port = cursor.u16();
  endpoints.direction.tag = cursor.u32();
  cursor.skip(4);
  rest = ip.payload.last(cursor.size());
  return cursor.ok();
}

// Takes the next chunk from `rest`. `cut`: more was sent than is there. False when there is no
// chunk that could be: `rest` ends inside its header, or it does not fit and nothing was cut off.
bool take_sctp_chunk(std::span<std::uint8_t>& rest, bool cut, SctpChunk& chunk) noexcept;

// Reads the header of a DATA or I-DATA chunk. False when it ends inside, or no user data is there
// (RFC 9260 3.3.1: an error).
bool read_sctp_data(const SctpChunk& chunk, SctpData& data) noexcept;

}  // namespace celltally
