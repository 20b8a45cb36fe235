#include "decode/tunnel.hpp"

#include "decode/byte_cursor.hpp"
#include "decode/udp_ports.hpp"

namespace celltally {
namespace {

using End = std::optional<PacketOutcome>;

// Moves `inner` behind the header that the cursor, which began at its first byte, has read.
End go_on(LinkPayload& inner, const ByteCursor& cursor, EtherType type) noexcept {
  if (!cursor.ok()) return PacketOutcome::truncated_link;
  inner.bytes = inner.bytes.last(cursor.size());
  inner.type = type;
  return {};
}

// Version 4 bits = 1, VLAN 12, class, truncation and session 16, reserved and index 32. Type I has
// no header of its own.
End open_erspan_ii(LinkPayload& inner) noexcept {
  ByteCursor cursor{inner.bytes};
  const int version = cursor.u8() >> 4;
  cursor.skip(7);
  if (cursor.ok() && version != 1) return PacketOutcome::other_traffic;
  return go_on(inner, cursor, EtherType::ethernet);
}

// Version 4 bits = 2; at 10: P 1, frame type 5, hardware 6, D 1, granularity 2, O 1. With O set a
// platform header of 8 octets follows.
End open_erspan_iii(LinkPayload& inner) noexcept {
  ByteCursor cursor{inner.bytes};
  const int version = cursor.u8() >> 4;
  cursor.skip(9);
  const std::uint16_t flags = cursor.u16();
  if ((flags & 1) != 0) cursor.skip(8);
  if (!cursor.ok()) return PacketOutcome::truncated_link;
  const int frame_type = flags >> 10 & 0x1f;
  if (version != 2) return PacketOutcome::other_traffic;
  if (frame_type == 0) return go_on(inner, cursor, EtherType::ethernet);
  if (frame_type != 2 || cursor.empty()) return PacketOutcome::other_traffic;
  const bool ipv6 = cursor.rest()[0] >> 4 == 6;
  return go_on(inner, cursor, ipv6 ? EtherType::ipv6 : EtherType::ipv4);
}

End open_gre(LinkPayload& inner) noexcept {
  constexpr std::uint16_t kChecksum = 0x8000;
  constexpr std::uint16_t kRouting = 0x4000;  // deprecated, and of unknown length
  constexpr std::uint16_t kKey = 0x2000;
  constexpr std::uint16_t kSequence = 0x1000;
  constexpr std::uint16_t kVersion = 0x0007;  // 1 is PPTP
  ByteCursor cursor{inner.bytes};
  const std::uint16_t flags = cursor.u16();
  const EtherType type{cursor.u16()};
  if (cursor.ok() && (flags & (kRouting | kVersion)) != 0) return PacketOutcome::other_traffic;
  for (const std::uint16_t field : {kChecksum, kKey, kSequence}) {
    if ((flags & field) != 0) cursor.skip(4);
  }
  if (const End end = go_on(inner, cursor, type)) return end;
  if (type == EtherType::erspan_iii) return open_erspan_iii(inner);
  if (type != EtherType::erspan) return {};
  if ((flags & kSequence) != 0) return open_erspan_ii(inner);
  inner.type = EtherType::ethernet;
  return {};
}

// Flags 8 (0x08: has a network identifier), reserved 24, identifier 24, reserved 8.
End open_vxlan(LinkPayload& inner) noexcept {
  ByteCursor cursor{inner.bytes};
  const std::uint8_t flags = cursor.u8();
  cursor.skip(7);
  if (cursor.ok() && (flags & 0x08) == 0) return PacketOutcome::other_traffic;
  return go_on(inner, cursor, EtherType::ethernet);
}

// Version 2 bits = 0, options' length 6 in words of 4 octets, flags 8, type 16, identifier 24,
// reserved 8, options.
End open_geneve(LinkPayload& inner) noexcept {
  ByteCursor cursor{inner.bytes};
  const std::uint8_t version_and_length = cursor.u8();
  cursor.skip(1);
  const EtherType type{cursor.u16()};
  cursor.skip(4);
  if (cursor.ok() && version_and_length >> 6 != 0) return PacketOutcome::other_traffic;
  cursor.skip((version_and_length & 0x3fu) * std::size_t{4});
  return go_on(inner, cursor, type);
}

}  // namespace

End open_ip_tunnel(const IpPacket& ip, LinkPayload& inner) noexcept {
  if (ip.protocol == ip_protocol::kEsp) return PacketOutcome::encrypted;
  if (ip.fragment && ip.offset != 0) return PacketOutcome::other_traffic;
  inner = {EtherType::ipv4, ip.payload, ip.cut || ip.fragment};
  switch (ip.protocol) {
    case ip_protocol::kIpv4: return {};
    case ip_protocol::kIpv6: inner.type = EtherType::ipv6; return {};
    case ip_protocol::kGre: return open_gre(inner);
    default: return PacketOutcome::other_traffic;
  }
}

End open_udp_tunnel(const Datagram& datagram, LinkPayload& inner) noexcept {
  inner = {EtherType::ethernet, datagram.payload, datagram.cut};
  return datagram.destination_port == udp_port::kVxlan ? open_vxlan(inner) : open_geneve(inner);
}

}  // namespace celltally
