#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "capture/packet.hpp"
#include "decode/datagram.hpp"
#include "decode/ether_type.hpp"
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
  constexpr std::size_t kEthernet = 14;
  constexpr std::size_t kVlanTag = 4;
  constexpr std::size_t kIpv4 = 20;
  constexpr std::size_t kUdp = 8;

  const std::span<std::uint8_t> bytes = packet.bytes;
  if (packet.link != LinkType::ethernet || bytes.size() < kEthernet + kVlanTag + kIpv4 + kUdp) {
    return UdpPurpose::other;
  }
  const auto u16 = [bytes](std::size_t at) {
    return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
  };
  const auto u32 = [bytes](std::size_t at) {
    return std::uint32_t{bytes[at]} << 24 | std::uint32_t{bytes[at + 1]} << 16 |
           std::uint32_t{bytes[at + 2]} << 8 | bytes[at + 3];
  };
  const std::size_t ip = kEthernet + (EtherType{u16(12)} == EtherType::vlan ? kVlanTag : 0);
  const std::size_t udp = ip + kIpv4;
  // Type | version and header length | ...; ... | more fragments, offset | ... | protocol. Lengths
  // that do not fit the headers are left to the long way, which has the reasons for them.
  constexpr std::uint32_t kIpv4NoOptions =
      static_cast<std::uint32_t>(EtherType::ipv4) << 16 | 0x4500;
  const std::size_t total = u16(ip + 2);
  if ((u32(ip - 2) & 0xffffff00) != kIpv4NoOptions ||
      (u32(ip + 6) & 0x3fff00ff) != ip_protocol::kUdp || total < kIpv4 + kUdp) {
    return UdpPurpose::other;
  }
  const std::uint16_t source = u16(udp);
  const std::uint16_t destination = u16(udp + 2);
  const UdpPurpose purpose = udp_purpose(source, destination);
  if (purpose == UdpPurpose::user_plane) return purpose;
  const std::size_t length = u16(udp + 4);
  if (purpose != UdpPurpose::signalling || length < kUdp || kIpv4 + length > total ||
      ip + total > bytes.size()) {
    return UdpPurpose::other;
  }
  datagram.source = IpAddress::of(bytes.subspan(ip + 12, 4));
  datagram.destination = IpAddress::of(bytes.subspan(ip + 16, 4));
  datagram.source_port = source;
  datagram.destination_port = destination;
  datagram.payload = bytes.subspan(udp + kUdp, length - kUdp);
  datagram.cut = false;
  return purpose;
}

}  // namespace celltally
