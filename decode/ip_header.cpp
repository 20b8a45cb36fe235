#include "decode/ip_header.hpp"

#include <algorithm>

#include "decode/byte_cursor.hpp"

namespace celltally {
namespace {

using End = std::optional<PacketOutcome>;

constexpr int kExtensionsMax = 16;
constexpr std::uint8_t kHopByHop = 0;
constexpr std::uint8_t kRouting = 43;
constexpr std::uint8_t kFragment = 44;
constexpr std::uint8_t kAuthentication = 51;
constexpr std::uint8_t kDestinationOptions = 60;

// The payload is what the header promises, as far as it was captured.
void limit_payload(const LinkPayload& whole, std::size_t rest, std::size_t promised,
                   bool has_promise, IpPacket& ip) noexcept {
  const std::size_t sent = has_promise ? promised : rest;
  ip.payload = whole.bytes.last(rest).first(std::min(rest, sent));
  ip.cut = has_promise ? sent > rest : whole.cut;
  ip.missing = static_cast<std::uint32_t>(sent - std::min(rest, sent));
}

// RFC 4302 2.2: the length counts words of 4 octets, less 2.
End skip_authentication(IpPacket& ip) noexcept {
  ByteCursor cursor{ip.payload};
  ip.protocol = cursor.u8();
  const std::size_t length = (cursor.u8() + std::size_t{2}) * 4;
  cursor.skip(length - 2);
  if (!cursor.ok()) return PacketOutcome::truncated_ip;
  ip.payload = ip.payload.last(cursor.size());
  return {};
}

// RFC 8200 4.3, 4.4, 4.6: the length counts words of 8 octets, less 1.
End skip_options(IpPacket& ip) noexcept {
  ByteCursor cursor{ip.payload};
  ip.protocol = cursor.u8();
  const std::size_t length = (cursor.u8() + std::size_t{1}) * 8;
  cursor.skip(length - 2);
  if (!cursor.ok()) return PacketOutcome::truncated_ip;
  ip.payload = ip.payload.last(cursor.size());
  return {};
}

// RFC 8200 4.5. A header that says "all of it" (RFC 6946) makes no fragment.
End read_fragment_header(IpPacket& ip) noexcept {
  ByteCursor cursor{ip.payload};
  ip.protocol = cursor.u8();
  cursor.skip(1);
  const std::uint16_t where = cursor.u16();
  ip.id = cursor.u32();
  if (!cursor.ok()) return PacketOutcome::truncated_ip;
  ip.offset = where & 0xfff8;
  ip.more = (where & 1) != 0;
  ip.fragment = ip.offset != 0 || ip.more;
  ip.payload = ip.payload.last(cursor.size());
  return {};
}

// What stands behind a fragment header belongs to the datagram, and is whole only when put
// together: the walk ends there.
End walk_extensions(IpPacket& ip) noexcept {
  for (int extensions = 0; !ip.fragment; ++extensions) {
    End end;
    switch (ip.protocol) {
      case kHopByHop:
      case kRouting:
      case kDestinationOptions: end = skip_options(ip); break;
      case kFragment: end = read_fragment_header(ip); break;
      case kAuthentication: end = skip_authentication(ip); break;
      default: return {};
    }
    if (end) return end;
    if (extensions == kExtensionsMax) return PacketOutcome::bad_ip;
  }
  return {};
}

End read_ipv4(const LinkPayload& packet, IpPacket& ip) noexcept {
  ByteCursor cursor{packet.bytes};
  const std::uint8_t version_and_length = cursor.u8();
  const std::size_t header = std::size_t{version_and_length & 15u} * 4;
  if (!cursor.ok()) return PacketOutcome::truncated_ip;
  if (version_and_length >> 4 != 4 || header < 20) return PacketOutcome::bad_ip;
  cursor.skip(1);
  const std::size_t total = cursor.u16();
  ip.id = cursor.u16();
  const std::uint16_t where = cursor.u16();
  cursor.skip(1);
  ip.protocol = cursor.u8();
  cursor.skip(2);
  ip.source = IpAddress::of(cursor.bytes(4));
  ip.destination = IpAddress::of(cursor.bytes(4));
  cursor.skip(header - 20);
  if (!cursor.ok()) return PacketOutcome::truncated_ip;
  if (total != 0 && total < header) return PacketOutcome::bad_ip;
  limit_payload(packet, cursor.size(), total - std::min(total, header), total != 0, ip);
  ip.offset = static_cast<std::uint16_t>((where & 0x1fff) << 3);
  ip.more = (where & 0x2000) != 0;
  ip.fragment = ip.offset != 0 || ip.more;
  if (ip.protocol == kAuthentication && !ip.fragment) return skip_authentication(ip);
  return {};
}

End read_ipv6(const LinkPayload& packet, IpPacket& ip) noexcept {
  ByteCursor cursor{packet.bytes};
  cursor.skip(4);  // version, class, flow
  if (packet.bytes.empty()) return PacketOutcome::truncated_ip;
  if (packet.bytes[0] >> 4 != 6) return PacketOutcome::bad_ip;
  const std::size_t length = cursor.u16();
  ip.protocol = cursor.u8();
  cursor.skip(1);
  ip.source = IpAddress::of(cursor.bytes(16));
  ip.destination = IpAddress::of(cursor.bytes(16));
  if (!cursor.ok()) return PacketOutcome::truncated_ip;
  limit_payload(packet, cursor.size(), length, length != 0, ip);
  return walk_extensions(ip);
}

}  // namespace

End read_ip(const LinkPayload& payload, IpPacket& ip) noexcept {
  ip = {};
  return payload.type == EtherType::ipv6 ? read_ipv6(payload, ip) : read_ipv4(payload, ip);
}

}  // namespace celltally
