#include "decode/gtpv2_header.hpp"

#include <algorithm>
#include <cstddef>

namespace celltally {
namespace {

constexpr std::uint8_t kPiggyback = 0x10;
constexpr std::uint8_t kHasTeid = 0x08;

}  // namespace

PacketOutcome read_gtpv2_header(ByteCursor& bytes, Gtpv2Header& header) noexcept {
  if (bytes.empty()) return PacketOutcome::truncated_gtp_header;
  const std::uint8_t flags = bytes.u8();
  if (flags >> 5 != 2) return PacketOutcome::bad_gtp_header;
  header.type = bytes.u8();
  const std::size_t length = bytes.u16();  // of all that follows
  if (!bytes.ok()) return PacketOutcome::truncated_gtp_header;
  const bool has_teid = (flags & kHasTeid) != 0;
  if (length < (has_teid ? 8u : 4u)) return PacketOutcome::bad_gtp_header;
  header.cut = length > bytes.size();
  ByteCursor message = bytes.sub(std::min(length, bytes.size()));
  header.piggyback = (flags & kPiggyback) != 0;
  header.teid = has_teid ? message.u32() : 0;
  header.sequence = message.u24();
  message.skip(1);  // spare, or the message priority
  if (!message.ok()) return PacketOutcome::truncated_gtp_header;
  header.elements = message;
  return PacketOutcome::signalling;
}

}  // namespace celltally
