#include "decode/gtpv1_header.hpp"

#include <cstddef>

namespace celltally {
namespace {

constexpr std::uint8_t kProtocolType = 0x10;
constexpr std::uint8_t kExtensionFlag = 0x04;
constexpr std::uint8_t kSequenceFlag = 0x02;
// E, S or PN: any of them brings sequence, N-PDU number and the next extension's type.
constexpr std::uint8_t kOptionalFlags = 0x07;
constexpr std::uint8_t kUserPlanePdu = 255;
constexpr std::uint8_t kSuspendRequest = 0xc1;

// What the first octet says: GTPv1, or another protocol on the same port.
PacketOutcome protocol_of(std::uint8_t first) noexcept {
  if (first >> 5 != 1) return PacketOutcome::bad_gtp_header;
  const bool gtp = (first & kProtocolType) != 0;
  return gtp ? PacketOutcome::signalling : PacketOutcome::gtp_prime;
}

// Walks from extension header to extension header; each is at least four octets, so the walk ends.
bool skip_extensions(std::uint8_t type, Gtpv1Header& header) noexcept {
  while (type != 0) {
    if (type == kSuspendRequest) header.suspend_request = true;
    const std::size_t octets = std::size_t{header.elements.u8()} * 4;
    if (octets == 0) return false;
    header.elements.skip(octets - 2);
    type = header.elements.u8();
  }
  return header.elements.ok();
}

}  // namespace

PacketOutcome read_gtpv1_header(std::span<const std::uint8_t> payload,
                                Gtpv1Header& header) noexcept {
  ByteCursor cursor{payload};
  if (cursor.empty()) return PacketOutcome::truncated_gtp_header;
  const std::uint8_t first = cursor.u8();
  const PacketOutcome protocol = protocol_of(first);
  if (protocol != PacketOutcome::signalling) return protocol;

  header.type = cursor.u8();
  if (header.type == kUserPlanePdu) return PacketOutcome::user_plane;
  const std::size_t length = cursor.u16();  // of what follows the fixed octets
  header.teid = cursor.u32();
  if (!cursor.ok()) return PacketOutcome::truncated_gtp_header;

  header.truncated = length > cursor.size();
  header.elements = header.truncated ? cursor : cursor.sub(length);
  if ((first & kOptionalFlags) == 0) return PacketOutcome::signalling;

  const std::uint16_t sequence = header.elements.u16();
  if ((first & kSequenceFlag) != 0) header.sequence = sequence;
  header.elements.skip(1);  // N-PDU number
  const std::uint8_t extension = header.elements.u8();
  const bool extended = (first & kExtensionFlag) != 0;
  if (header.elements.ok() && (!extended || skip_extensions(extension, header))) {
    return PacketOutcome::signalling;
  }
  const bool ended_early = header.truncated && !header.elements.ok();
  return ended_early ? PacketOutcome::truncated_gtp_header : PacketOutcome::bad_gtp_header;
}

}  // namespace celltally
