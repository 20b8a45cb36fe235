#pragma once

#include <cstdint>
#include <span>

#include "vocabulary/link_type.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// One captured packet. The bytes are owned by the source and valid until its next poll(). They may
// be written to, for one purpose: identifiers are wiped once they have been tagged.
struct Packet {
  Timestamp at;
  std::span<std::uint8_t> bytes;  // what was captured: less or, in odd files, more than was sent
  std::uint64_t frame = 0;  // counts from 1 in its file, as tshark does; live: since the start
  std::uint32_t wire_length = 0;  // octets on the wire
  std::uint16_t source = 0;       // which file or queue it came from, counted from 0
  LinkType link = LinkType::ethernet;
};

}  // namespace celltally
