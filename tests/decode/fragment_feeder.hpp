#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <span>

#include "decode/udp_reassembler.hpp"
#include "layers.hpp"

namespace celltally::layers {

inline constexpr std::array<std::uint8_t, 4> kServer{10, 2, 2, 2};

// A datagram whose octet at n is n + 1: none is zero, so that wiping shows.
inline Octets numbered(std::size_t size) {
  Octets octets(size);
  std::iota(octets.begin(), octets.end(), std::uint8_t{1});
  std::ranges::replace(octets, 0, 1);
  return octets;
}

inline bool all_zero(std::span<const std::uint8_t> bytes) {
  return std::ranges::all_of(bytes, [](auto octet) { return octet == 0; });
}

// Feeds fragments of numbered() datagrams to a reassembler.
class FragmentFeeder {
 public:
  explicit FragmentFeeder(const UdpReassembler::Limits& limits) : reassembler(limits) {}

  PacketOutcome feed(std::uint32_t id, std::size_t begin, std::size_t end, bool more,
                     Timestamp at = {}) {
    const Octets octets = numbered(end);
    packet.assign(octets.begin() + static_cast<std::ptrdiff_t>(begin), octets.end());
    return feed_packet(fragment(id, begin, more), at);
  }

  IpPacket fragment(std::uint32_t id, std::size_t begin, bool more) {
    IpPacket ip;
    ip.source = IpAddress::of(client);
    ip.destination = IpAddress::of(kServer);
    ip.payload = packet;
    ip.protocol = ip_protocol::kUdp;
    ip.fragment = true;
    ip.more = more;
    ip.offset = static_cast<std::uint16_t>(begin);
    ip.id = id;
    return ip;
  }

  PacketOutcome feed_packet(const IpPacket& ip, Timestamp at = {}) {
    const PacketOutcome outcome = reassembler.add(ip, at, whole);
    expect_conservation();
    return outcome;
  }

  void expect_conservation() const {
    const auto& counters = reassembler.counters();
    EXPECT_EQ(counters.begun, counters.completed + counters.expired + counters.evicted +
                                  counters.refused + reassembler.held());
  }

  const UdpReassembler::Counters& counters() const { return reassembler.counters(); }

  UdpReassembler reassembler;
  std::array<std::uint8_t, 4> client{10, 1, 1, 1};
  Octets packet;
  IpPacket whole;
};

}  // namespace celltally::layers
