#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "capture/packet.hpp"
#include "decode/ether_type.hpp"
#include "decode/fixed_fields.hpp"
#include "decode/ip_packet.hpp"

namespace celltally {

// As plain_udp.hpp, for SCTP: Ethernet, at most one VLAN tag, IPv4 without options, a packet that
// is whole and no fragment. True: it has this shape, and `ip` is what the long way would give.
// False: the long way decides, and `ip` is as it was.
inline bool read_plain_sctp(const Packet& packet, IpPacket& ip) noexcept {
  constexpr std::size_t kType = 12;  // EtherType, or that of the tag
  constexpr std::size_t kVlanTag = 4;
  constexpr std::size_t kIpAt = 2;  // in what follows the addresses
  constexpr std::size_t kIpv4 = 20;
  constexpr std::size_t kHeaders = kIpAt + kIpv4;

  const std::span<std::uint8_t> bytes = packet.bytes;
  if (packet.link != LinkType::ethernet || bytes.size() < kType + kVlanTag + kHeaders) return false;
  const bool tagged = EtherType{u16_at<kType>(bytes.first<kType + 2>())} == EtherType::vlan;
  const std::span<std::uint8_t> rest = bytes.subspan(kType + (tagged ? kVlanTag : 0));
  const std::span<std::uint8_t, kHeaders> headers = rest.first<kHeaders>();
  // Type | version and header length | ...; ... | more fragments, offset | ... | protocol.
  constexpr std::uint32_t kIpv4NoOptions =
      static_cast<std::uint32_t>(EtherType::ipv4) << 16 | 0x4500;
  const std::size_t total = u16_at<kIpAt + 2>(headers);
  if ((u32_at<0>(headers) & 0xffffff00) != kIpv4NoOptions ||
      (u32_at<kIpAt + 6>(headers) & 0x3fff00ff) != ip_protocol::kSctp || total < kIpv4 ||
      kIpAt + total > rest.size()) {
    return false;
  }
  ip.source = IpAddress::of(headers.subspan<kIpAt + 12, 4>());
  ip.destination = IpAddress::of(headers.subspan<kIpAt + 16, 4>());
  ip.payload = rest.subspan(kHeaders, total - kIpv4);
  ip.protocol = ip_protocol::kSctp;
  return true;
}

}  // namespace celltally
