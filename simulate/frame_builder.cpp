#include "simulate/frame_builder.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "simulate/octet_writer.hpp"

namespace celltally {

namespace {

constexpr std::uint32_t kTcp = 6;
constexpr std::uint32_t kUdp = 17;
constexpr std::uint32_t kGre = 47;
constexpr std::uint32_t kSctp = 132;
constexpr std::uint32_t kFragmentHeader = 44;
constexpr std::uint32_t kMoreFragmentsV4 = 0x2000;
constexpr std::uint32_t kDontFragment = 0x4000;
constexpr std::uint32_t kMoreFragmentsV6 = 1;
constexpr std::uint32_t kHops = 64;

// The internet checksum (RFC 1071).
std::uint32_t checksum(std::span<const std::uint8_t> octets) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < octets.size(); ++i) {
    sum += i % 2 == 0 ? std::uint64_t{octets[i]} << 8 : octets[i];
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
  return static_cast<std::uint32_t>(~sum & 0xffff);
}

Octets udp_datagram(const UdpFlow& flow, std::span<const std::uint8_t> payload) {
  const auto length = static_cast<std::uint32_t>(8 + payload.size());
  OctetWriter pseudo;  // the same sum for both families: their pseudo-headers hold the same numbers
  pseudo.octets(flow.source.octets()).octets(flow.destination.octets()).u32(length).u32(kUdp);
  pseudo.u16(flow.source_port).u16(flow.destination_port).u16(length).u16(0).octets(payload);
  const std::uint32_t sum = checksum(pseudo.written());
  OctetWriter writer;
  writer.u16(flow.source_port).u16(flow.destination_port).u16(length);
  writer.u16(sum == 0 ? 0xffff : sum).octets(payload);
  return std::move(writer).take();
}

Octets ipv4(const UdpFlow& flow, std::span<const std::uint8_t> data, std::uint32_t identification,
            std::uint32_t flags_and_offset, std::uint32_t protocol = kUdp) {
  OctetWriter writer;
  writer.u8(0x45).u8(0).u16(static_cast<std::uint32_t>(20 + data.size())).u16(identification);
  writer.u16(flags_and_offset).u8(kHops).u8(protocol).u16(0);
  writer.octets(flow.source.octets()).octets(flow.destination.octets());
  writer.set_u16(10, checksum(writer.written()));
  return std::move(writer.octets(data)).take();
}

Octets ipv6(const UdpFlow& flow, std::span<const std::uint8_t> data, std::uint32_t next_header) {
  OctetWriter writer;
  writer.u32(0x60000000).u16(static_cast<std::uint32_t>(data.size())).u8(next_header).u8(kHops);
  writer.octets(flow.source.octets()).octets(flow.destination.octets());
  return std::move(writer.octets(data)).take();
}

Octets ipv6_fragment(const UdpFlow& flow, std::span<const std::uint8_t> data,
                     std::uint32_t identification, std::uint32_t offset_and_flag) {
  OctetWriter writer;
  writer.u8(kUdp).u8(0).u16(offset_and_flag).u32(identification).octets(data);
  return ipv6(flow, writer.written(), kFragmentHeader);
}

}  // namespace

Octets udp_packet(const UdpFlow& flow, std::span<const std::uint8_t> payload) {
  const Octets datagram = udp_datagram(flow, payload);
  return flow.source.v4() ? ipv4(flow, datagram, 0, kDontFragment) : ipv6(flow, datagram, kUdp);
}

std::vector<Octets> udp_fragments(const UdpFlow& flow, std::span<const std::uint8_t> payload,
                                  std::size_t data_octets, std::uint16_t identification) {
  assert(data_octets > 0 && data_octets % 8 == 0);
  const Octets datagram = udp_datagram(flow, payload);
  std::vector<Octets> fragments;
  for (std::size_t from = 0; from < datagram.size(); from += data_octets) {
    const std::size_t count = std::min(data_octets, datagram.size() - from);
    const auto data = std::span{datagram}.subspan(from, count);
    const bool more = from + count < datagram.size();
    const auto offset = static_cast<std::uint32_t>(from);
    if (flow.source.v4()) {
      fragments.push_back(
          ipv4(flow, data, identification, (more ? kMoreFragmentsV4 : 0u) | offset / 8));
    } else {
      fragments.push_back(
          ipv6_fragment(flow, data, identification, offset | (more ? kMoreFragmentsV6 : 0u)));
    }
  }
  return fragments;
}

std::vector<Octets> frame_fragments(std::span<const std::uint8_t> frame, std::size_t data_octets,
                                    std::uint16_t identification) {
  constexpr std::size_t kEthernet = 14;
  constexpr std::size_t kIp = 20;
  constexpr std::size_t kProtocolAt = kEthernet + 9;
  assert(data_octets > 0 && data_octets % 8 == 0 && frame.size() > kEthernet + kIp);
  const auto data = frame.subspan(kEthernet + kIp);
  UdpFlow ends{.source = {.length = 4}, .destination = {.length = 4}};
  std::ranges::copy(frame.subspan(kProtocolAt + 3, 4), ends.source.storage.begin());
  std::ranges::copy(frame.subspan(kProtocolAt + 7, 4), ends.destination.storage.begin());
  std::vector<Octets> fragments;
  for (std::size_t from = 0; from < data.size(); from += data_octets) {
    const std::size_t count = std::min(data_octets, data.size() - from);
    const bool more = from + count < data.size();
    fragments.push_back(
        ethernet(ipv4(ends, data.subspan(from, count), identification,
                      (more ? kMoreFragmentsV4 : 0u) | static_cast<std::uint32_t>(from / 8),
                      frame[kProtocolAt])));
  }
  return fragments;
}

Octets sctp_packet(const NodeAddress& source, const NodeAddress& destination,
                   std::span<const std::uint8_t> sctp) {
  const UdpFlow ends{.source = source, .destination = destination};  // the ports are in `sctp`
  return source.v4() ? ipv4(ends, sctp, 0, kDontFragment, kSctp) : ipv6(ends, sctp, kSctp);
}

Octets tcp_packet(const NodeAddress& source, const NodeAddress& destination,
                  std::span<const std::uint8_t> segment) {
  constexpr std::size_t kChecksumAt = 16;
  OctetWriter pseudo;
  pseudo.octets(source.octets()).octets(destination.octets());
  pseudo.u32(static_cast<std::uint32_t>(segment.size())).u32(kTcp);
  const std::size_t before = pseudo.size();
  pseudo.octets(segment).set_u16(before + kChecksumAt, 0);
  OctetWriter writer;
  writer.octets(segment).set_u16(kChecksumAt, checksum(pseudo.written()));
  const UdpFlow ends{.source = source, .destination = destination};  // the ports are in `segment`
  return source.v4() ? ipv4(ends, writer.written(), 0, kDontFragment, kTcp)
                     : ipv6(ends, writer.written(), kTcp);
}

Octets gre_packet(const NodeAddress& source, const NodeAddress& destination,
                  std::span<const std::uint8_t> gre) {
  return ipv4({.source = source, .destination = destination}, gre, 0, kDontFragment, kGre);
}

Octets ethernet(std::span<const std::uint8_t> ip_packet,
                std::initializer_list<std::uint16_t> vlans) {
  constexpr std::uint32_t kVlanTag = 0x8100;
  constexpr std::uint32_t kOuterVlanTag = 0x88a8;
  OctetWriter writer;
  writer.u16(0x0200).u32(0x5e100002).u16(0x0200).u32(0x5e100001);  // locally administered
  for (std::size_t i = 0; i < vlans.size(); ++i) {
    writer.u16(i + 1 < vlans.size() ? kOuterVlanTag : kVlanTag).u16(std::data(vlans)[i]);
  }
  writer.u16(ip_packet[0] >> 4 == 4 ? 0x0800 : 0x86dd).octets(ip_packet);
  return std::move(writer).take();
}

Octets udp_frame(const UdpFlow& flow, std::span<const std::uint8_t> payload) {
  return ethernet(udp_packet(flow, payload));
}

}  // namespace celltally
