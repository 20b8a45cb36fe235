#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "capture/packet.hpp"
#include "decode/datagram.hpp"
#include "decode/ether_type.hpp"
#include "decode/fixed_fields.hpp"
#include "decode/ip_packet.hpp"
#include "decode/udp_ports.hpp"

namespace celltally {

// The plainest shape of a packet: Ethernet, at most one VLAN tag, IPv4 without options, a whole UDP
// datagram. Nearly all packets on a tap have it, most of them GTP-U, so it is looked at first, and
// is made to cost a few nanoseconds: one check of the size, then the fields at their fixed places,
// in the cache line that the network card has just written; no cursor, no layers.
//
// user_plane: it is GTP-U. signalling: it is to or from a port of signalling, and `datagram` is
// filled. other: it is of another shape or purpose, and the long way decides; the long way would
// decide the same where this decides.
inline UdpPurpose read_plain_udp(const Packet& packet, Datagram& datagram) noexcept {
  constexpr std::size_t kType = 12;  // EtherType, or that of the tag
  constexpr std::size_t kVlanTag = 4;
  constexpr std::size_t kIpv4 = 20;
  constexpr std::size_t kUdp = 8;
  // In what follows the addresses.
  constexpr std::size_t kIpAt = 2;
  constexpr std::size_t kUdpAt = kIpAt + kIpv4;
  constexpr std::size_t kHeaders = kUdpAt + kUdp;

  const std::span<std::uint8_t> bytes = packet.bytes;
  if (packet.link != LinkType::ethernet || bytes.size() < kType + kVlanTag + kHeaders) {
    return UdpPurpose::other;
  }
  const bool tagged = EtherType{u16_at<kType>(bytes.first<kType + 2>())} == EtherType::vlan;
  const std::span<std::uint8_t> rest = bytes.subspan(kType + (tagged ? kVlanTag : 0));
  const std::span<std::uint8_t, kHeaders> headers = rest.first<kHeaders>();
  // Type | version and header length | ...; ... | more fragments, offset | ... | protocol. Lengths
  // that do not fit the headers are left to the long way, which has the reasons for them.
  constexpr std::uint32_t kIpv4NoOptions =
      static_cast<std::uint32_t>(EtherType::ipv4) << 16 | 0x4500;
  const std::size_t total = u16_at<kIpAt + 2>(headers);
  if ((u32_at<0>(headers) & 0xffffff00) != kIpv4NoOptions ||
      (u32_at<kIpAt + 6>(headers) & 0x3fff00ff) != ip_protocol::kUdp || total < kIpv4 + kUdp) {
    return UdpPurpose::other;
  }
  const std::uint32_t ports = u32_at<kUdpAt>(headers);
  const auto source = static_cast<std::uint16_t>(ports >> 16);
  const auto destination = static_cast<std::uint16_t>(ports);
  const UdpPurpose purpose = udp_purpose(source, destination);
  if (purpose == UdpPurpose::user_plane) return purpose;
  const std::size_t length = u16_at<kUdpAt + 4>(headers);
  if (purpose != UdpPurpose::signalling || length < kUdp || kIpv4 + length > total ||
      kIpAt + total > rest.size()) {
    return UdpPurpose::other;
  }
  datagram.source = IpAddress::of(headers.subspan<kIpAt + 12, 4>());
  datagram.destination = IpAddress::of(headers.subspan<kIpAt + 16, 4>());
  datagram.source_port = source;
  datagram.destination_port = destination;
  datagram.payload = rest.subspan(kHeaders, length - kUdp);
  datagram.cut = false;
  return purpose;
}

}  // namespace celltally
