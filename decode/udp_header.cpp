#include "decode/udp_header.hpp"

#include <algorithm>

#include "decode/byte_cursor.hpp"

namespace celltally {
namespace {

constexpr std::size_t kHeader = 8;

}  // namespace

std::optional<UdpPurpose> read_udp_purpose(const IpPacket& ip) noexcept {
  ByteCursor cursor{ip.payload};
  const std::uint16_t source = cursor.u16();
  const std::uint16_t destination = cursor.u16();
  if (!cursor.ok()) return {};
  const UdpPurpose purpose = udp_purpose(source, destination);
  const bool sctp = purpose == UdpPurpose::other && is_sctp_over_udp(source, destination);
  return sctp ? UdpPurpose::signalling : purpose;
}

std::optional<PacketOutcome> read_udp_header(const IpPacket& ip, Datagram& datagram) noexcept {
  const auto purpose = read_udp_purpose(ip);
  if (purpose == UdpPurpose::user_plane) return PacketOutcome::user_plane;
  if (purpose == UdpPurpose::encrypted) return PacketOutcome::encrypted;
  ByteCursor cursor{ip.payload};
  datagram.source_port = cursor.u16();
  datagram.destination_port = cursor.u16();
  const std::size_t length = cursor.u16();
  cursor.skip(2);
  if (!cursor.ok()) return PacketOutcome::truncated_udp;
  const bool beyond = length > ip.payload.size();
  if (length < kHeader || (beyond && !ip.cut)) return PacketOutcome::bad_udp;
  datagram.source = ip.source;
  datagram.destination = ip.destination;
  datagram.payload = ip.payload.first(std::min(length, ip.payload.size())).subspan(kHeader);
  datagram.cut = beyond;
  return {};
}

}  // namespace celltally
