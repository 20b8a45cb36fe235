#include "decode/link_layer.hpp"

#include "decode/byte_cursor.hpp"

namespace celltally {
namespace {

using End = std::optional<PacketOutcome>;

constexpr int kVlanTagsMax = 4;
constexpr int kMplsLabelsMax = 16;
constexpr std::size_t kMacAddresses = 12;

EtherType ether_type(ByteCursor& cursor) noexcept {
  return EtherType{cursor.u16()};
}

// `payload` begins where the cursor, which began at its first byte, stands now.
End go_on(LinkPayload& payload, const ByteCursor& cursor, EtherType type) noexcept {
  if (!cursor.ok()) return PacketOutcome::truncated_link;
  payload.bytes = payload.bytes.last(cursor.size());
  payload.type = type;
  return {};
}

// https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL.html: type, ARPHRD, address length,
// address 8, protocol.
End open_sll(LinkPayload& payload) noexcept {
  ByteCursor cursor{payload.bytes};
  cursor.skip(14);
  const EtherType type = ether_type(cursor);
  return go_on(payload, cursor, type);
}

// https://www.tcpdump.org/linktypes/LINKTYPE_LINUX_SLL2.html: protocol first, 20 octets in all.
End open_sll2(LinkPayload& payload) noexcept {
  ByteCursor cursor{payload.bytes};
  const EtherType type = ether_type(cursor);
  cursor.skip(18);
  return go_on(payload, cursor, type);
}

// The capturing host's byte order is not known, but every family is a small number. AF_INET6 is
// 24, 28 or 30 on the BSDs and 10 on Linux.
End open_null(LinkPayload& payload) noexcept {
  ByteCursor cursor{payload.bytes};
  const std::uint32_t word = cursor.u32();
  if (!cursor.ok()) return PacketOutcome::truncated_link;
  const std::uint32_t family = word > 0xffff ? __builtin_bswap32(word) : word;
  switch (family) {
    case 2: return go_on(payload, cursor, EtherType::ipv4);
    case 10:
    case 24:
    case 28:
    case 30: return go_on(payload, cursor, EtherType::ipv6);
    default: return PacketOutcome::other_traffic;
  }
}

End open_raw_ip(LinkPayload& payload) noexcept {
  if (payload.bytes.empty()) return PacketOutcome::truncated_ip;
  payload.type = payload.bytes[0] >> 4 == 6 ? EtherType::ipv6 : EtherType::ipv4;
  return {};
}

End open_ethernet(LinkPayload& payload) noexcept {
  ByteCursor cursor{payload.bytes};
  cursor.skip(kMacAddresses);
  const EtherType type = ether_type(cursor);
  return go_on(payload, cursor, type);
}

// IEEE 802.1Q: tag control 2, then the next EtherType.
End skip_vlan_tags(LinkPayload& payload) noexcept {
  ByteCursor cursor{payload.bytes};
  EtherType type = payload.type;
  for (int tags = 0; is_vlan_tag(type); ++tags) {
    if (tags == kVlanTagsMax) return PacketOutcome::other_traffic;
    cursor.skip(2);
    type = ether_type(cursor);
  }
  return go_on(payload, cursor, type);
}

// Whether an Ethernet frame at `offset` would carry something that is read here.
bool frame_at(std::span<const std::uint8_t> bytes, std::size_t offset) noexcept {
  ByteCursor cursor{bytes};
  cursor.skip(offset + kMacAddresses);
  const EtherType type = ether_type(cursor);
  return type == EtherType::ipv4 || type == EtherType::ipv6 || type == EtherType::pppoe_session ||
         is_vlan_tag(type) || is_mpls(type);
}

// RFC 4448: an Ethernet frame, with a control word of 4 octets before it or without; nothing in the
// packet says which. A control word of zeroes is common, and no MAC address begins so. Otherwise
// the frame is where its EtherType makes sense: the place without a control word comes first,
// because behind a VLAN tag the other one makes sense too.
End open_pseudowire(LinkPayload& payload) noexcept {
  ByteCursor cursor{payload.bytes};
  const bool zeroes = ByteCursor{cursor}.u32() == 0;
  if (zeroes ? frame_at(payload.bytes, 4) : !frame_at(payload.bytes, 0)) {
    if (!frame_at(payload.bytes, 4)) return PacketOutcome::other_traffic;
    cursor.skip(4);
  } else if (!frame_at(payload.bytes, 0)) {
    return PacketOutcome::other_traffic;
  }
  return go_on(payload, cursor, EtherType::ethernet);
}

// RFC 3032: label 20 | class 3 | bottom of stack 1 | TTL 8. The labels do not say what is inside;
// the first nibble tells IP from a pseudowire (RFC 4928).
End open_mpls(LinkPayload& payload) noexcept {
  ByteCursor cursor{payload.bytes};
  bool bottom = false;
  for (int labels = 0; !bottom; ++labels) {
    if (labels == kMplsLabelsMax) return PacketOutcome::other_traffic;
    const std::uint32_t label = cursor.u32();
    if (!cursor.ok()) return PacketOutcome::truncated_link;
    bottom = (label >> 8 & 1) != 0;
  }
  if (cursor.empty()) return PacketOutcome::truncated_link;
  const int nibble = cursor.rest()[0] >> 4;
  if (nibble == 4) return go_on(payload, cursor, EtherType::ipv4);
  if (nibble == 6) return go_on(payload, cursor, EtherType::ipv6);
  go_on(payload, cursor, EtherType::ethernet);
  return open_pseudowire(payload);
}

// RFC 2516: version and type, code (0: data), session 2, length 2; then the PPP protocol.
End open_pppoe(LinkPayload& payload) noexcept {
  ByteCursor cursor{payload.bytes};
  cursor.skip(1);
  const std::uint8_t code = cursor.u8();
  cursor.skip(4);
  const std::uint16_t protocol = cursor.u16();
  if (!cursor.ok()) return PacketOutcome::truncated_link;
  if (code == 0 && protocol == 0x0021) return go_on(payload, cursor, EtherType::ipv4);
  if (code == 0 && protocol == 0x0057) return go_on(payload, cursor, EtherType::ipv6);
  return PacketOutcome::other_traffic;
}

}  // namespace

End open_link(const Packet& packet, LinkPayload& payload) noexcept {
  payload = {EtherType::ethernet, packet.bytes, packet.wire_length > packet.bytes.size()};
  switch (packet.link) {
    case LinkType::ethernet: return {};
    case LinkType::linux_sll: return open_sll(payload);
    case LinkType::linux_sll2: return open_sll2(payload);
    case LinkType::raw_ip: return open_raw_ip(payload);
    case LinkType::null_host:
    case LinkType::null_network: return open_null(payload);
    case LinkType::gtp_c:
    case LinkType::unsupported: break;
  }
  return PacketOutcome::unsupported_link;
}

End open_frame(LinkPayload& payload) noexcept {
  if (payload.type == EtherType::ethernet) {
    if (const End end = open_ethernet(payload)) return end;
  }
  if (is_vlan_tag(payload.type)) {
    if (const End end = skip_vlan_tags(payload)) return end;
  }
  if (is_mpls(payload.type)) return open_mpls(payload);
  if (payload.type == EtherType::pppoe_session) return open_pppoe(payload);
  // Bridging in Ethernet (0x6558 behind a MAC header) is not a thing that is read.
  if (payload.type != EtherType::ipv4 && payload.type != EtherType::ipv6) {
    return PacketOutcome::other_traffic;
  }
  return {};
}

}  // namespace celltally
