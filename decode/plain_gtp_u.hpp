#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "capture/packet.hpp"
#include "decode/ether_type.hpp"
#include "decode/ip_packet.hpp"
#include "decode/udp_ports.hpp"

namespace celltally {

// Whether the packet is GTP-U in its plainest shape: Ethernet, at most one VLAN tag, IPv4 without
// options, a UDP datagram in one piece. Most packets on a tap are, so this comes first and is made
// to cost a few nanoseconds: one check of the size, then the fields at their fixed places, in the
// cache line that the network card has just written; no cursor, no layers, nothing is stored. A
// packet for which this is false may still be GTP-U: the long way decides, and decides the same for
// those for which it is true.
inline bool is_plain_gtp_u(const Packet& packet) noexcept {
  constexpr std::size_t kEthernet = 14;
  constexpr std::size_t kVlanTag = 4;
  constexpr std::size_t kHeaders = kEthernet + 20 + 8;

  const std::span<const std::uint8_t> bytes = packet.bytes;
  if (packet.link != LinkType::ethernet || bytes.size() < kHeaders + kVlanTag) return false;
  const auto u16 = [bytes](std::size_t at) {
    return static_cast<std::uint16_t>(bytes[at] << 8 | bytes[at + 1]);
  };
  const std::size_t tag = EtherType{u16(12)} == EtherType::vlan ? kVlanTag : 0;
  const std::size_t ip = kEthernet + tag;
  const std::size_t udp = ip + 20;
  // 0x3fff: more fragments, or an offset. A total length below the headers' is left to the long
  // way, which has the reason for it.
  return EtherType{u16(ip - 2)} == EtherType::ipv4 && bytes[ip] == 0x45 && u16(ip + 2) >= 28 &&
         (u16(ip + 6) & 0x3fff) == 0 && bytes[ip + 9] == ip_protocol::kUdp &&
         is_user_plane(u16(udp), u16(udp + 2));
}

}  // namespace celltally
