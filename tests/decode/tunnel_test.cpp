#include "decode/tunnel.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "decode/frame.hpp"
#include "encapsulations.hpp"
#include "layers.hpp"

namespace celltally {
namespace {

using namespace layers;

PacketOutcome read_frame(const Octets& frame, Datagram& datagram, Octets& bytes) {
  FrameReader reader{kSmall};
  bytes = frame;
  return reader.read(packet_of(bytes), datagram);
}

void expect_signalling(const Octets& frame) {
  Datagram datagram;
  Octets bytes;
  ASSERT_EQ(read_frame(frame, datagram, bytes), PacketOutcome::signalling);
  EXPECT_TRUE(std::ranges::equal(datagram.payload, release_access_bearers()));
  EXPECT_EQ(datagram.source_port, 2123);
  EXPECT_EQ(datagram.destination_port, 2123);
  EXPECT_EQ(datagram.source.bytes().back(), 1);
  EXPECT_EQ(datagram.destination.bytes().back(), 2);
  EXPECT_FALSE(datagram.cut);
}

TEST(Tunnel, EveryVerifiedEncapsulationGivesTheMessage) {
  for (const Encapsulation& encapsulation : kSignallingEncapsulations) {
    SCOPED_TRACE(encapsulation.name);
    expect_signalling(hex(encapsulation.hex));
  }
}

TEST(Tunnel, WhatIsNotReadEndsWithItsReason) {
  for (const Encapsulation& encapsulation : kOtherEncapsulations) {
    SCOPED_TRACE(encapsulation.name);
    Datagram datagram;
    Octets bytes;
    const bool esp = encapsulation.name == "esp_null";
    if (encapsulation.name == "idata" || encapsulation.name.starts_with("sctp")) continue;
    EXPECT_EQ(read_frame(hex(encapsulation.hex), datagram, bytes),
              esp ? PacketOutcome::encrypted : PacketOutcome::other_traffic);
  }
}

// The message is 12 octets at the end: a shorter prefix has a reason, a longer one gives a part.
TEST(Tunnel, EveryProperPrefixOfAnEncapsulationHasAReasonOrIsCut) {
  for (const Encapsulation& encapsulation : kSignallingEncapsulations) {
    const Octets whole = hex(encapsulation.hex);
    for (std::size_t size = 0; size < whole.size(); ++size) {
      SCOPED_TRACE(testing::Message() << encapsulation.name << ", " << size << " octets");
      Octets bytes = first(whole, size);
      Packet packet = packet_of(bytes);
      packet.wire_length = static_cast<std::uint32_t>(whole.size());
      FrameReader reader{kSmall};
      Datagram datagram;
      const PacketOutcome outcome = reader.read(packet, datagram);
      if (size + 12 < whole.size()) {
        EXPECT_NE(outcome, PacketOutcome::signalling);
        EXPECT_NE(outcome, PacketOutcome::bad_ip);
        EXPECT_NE(outcome, PacketOutcome::bad_udp);
      } else {
        EXPECT_EQ(outcome, PacketOutcome::signalling);
        EXPECT_TRUE(datagram.cut);
        EXPECT_EQ(datagram.payload.size(), size + 12 - whole.size());
      }
    }
  }
}

Octets gre(const Octets& header, const Octets& payload) {
  return ethernet_frame(0x0800, ipv4({.protocol = 47}, join({header, payload})));
}

Octets vxlan(const Octets& inner) {
  return udp(0xc350, 4789, join({hex("0800000000006400"), inner}));
}

struct Opens {
  const char* name;
  Octets frame;
};

const Opens kOpens[] = {
    {"IPv4 in IPv4", ethernet_frame(0x0800, ipv4({.protocol = 4}, signalling_ip()))},
    {"IPv4 in IPv6", ethernet_frame(0x86dd, ipv6(4, signalling_ip()))},
    {"IPv6 in IPv4", ethernet_frame(0x0800, ipv4({.protocol = 41}, ipv6(17, signalling_udp())))},
    {"GRE with IPv4", gre(hex("00000800"), signalling_ip())},
    {"GRE with IPv6", gre(hex("000086dd"), ipv6(17, signalling_udp()))},
    {"GRE with MPLS", gre(hex("00008847"), join({hex("00020140"), signalling_ip()}))},
    {"GRE with checksum, key and sequence",
     gre(hex("b0000800111122220000000700000001"), signalling_ip())},
    {"GRE over IPv6", ethernet_frame(0x86dd, ipv6(47, join({hex("00000800"), signalling_ip()})))},
    {"ERSPAN III without platform header", gre(hex("100022eb0000000120640001112233440000"
                                                   "0000"),
                                               signalling_frame())},
    {"ERSPAN III with an IP packet",
     gre(hex("100022eb00000001206400011122334400000800"), signalling_ip())},
    {"GENEVE with options",
     ethernet_frame(0x0800,
                    ipv4({}, udp(0xc350, 6081,
                                 join({hex("0240655800006400"), zeroes(8), signalling_frame()}))))},
    {"GENEVE with IPv4",
     ethernet_frame(0x0800,
                    ipv4({}, udp(2152, 6081, join({hex("0000080000006400"), signalling_ip()}))))},
    {"VXLAN from the port of GTP-U",
     ethernet_frame(
         0x0800, ipv4({}, udp(2152, 4789, join({hex("0800000000006400"), signalling_frame()}))))},
    {"VXLAN with a tag inside",
     ethernet_frame(0x0800, ipv4({}, vxlan(ethernet_frame(
                                         0x8100, join({hex("00070800"), signalling_ip()})))))},
};

TEST(Tunnel, Opens) {
  for (const Opens& opens : kOpens) {
    SCOPED_TRACE(opens.name);
    expect_signalling(opens.frame);
  }
}

const Opens kStaysShut[] = {
    {"GRE of PPTP", gre(hex("3001880b000c000100000001"), signalling_ip())},
    {"GRE of another version", gre(hex("00010800"), signalling_ip())},
    {"GRE with routing", gre(hex("4000080000000000"), signalling_ip())},
    {"GRE with another protocol", gre(hex("00000806"), signalling_ip())},
    {"ERSPAN II of another version",
     gre(hex("100088be000000012064000100000000"), signalling_frame())},
    {"ERSPAN III of another version",
     gre(hex("100022eb00000001106400011122334400000000"), signalling_frame())},
    {"ERSPAN III with another frame type",
     gre(hex("100022eb00000001206400011122334400000400"), signalling_frame())},
    {"VXLAN without identifier",
     ethernet_frame(0x0800, ipv4({}, udp(0xc350, 4789, join({zeroes(8), signalling_frame()}))))},
    {"GENEVE of another version",
     ethernet_frame(
         0x0800, ipv4({}, udp(0xc350, 6081, join({hex("4000655800006400"), signalling_frame()}))))},
};

TEST(Tunnel, StaysShutWhenTheHeaderSaysSomethingElse) {
  for (const Opens& shut : kStaysShut) {
    SCOPED_TRACE(shut.name);
    Datagram datagram;
    Octets bytes;
    EXPECT_EQ(read_frame(shut.frame, datagram, bytes), PacketOutcome::other_traffic);
  }
}

Octets nested(int tunnels) {
  Octets inner = signalling_ip();
  for (int i = 0; i < tunnels; ++i) {
    switch (i % 3) {
      case 0: inner = ipv4({.protocol = 4}, inner); break;
      case 1: inner = ipv4({}, vxlan(ethernet_frame(0x0800, inner))); break;
      default: inner = ipv4({.protocol = 47}, join({hex("00000800"), inner})); break;
    }
  }
  return ethernet_frame(0x0800, inner);
}

TEST(Tunnel, ThreeInOneAnotherAreReadAndAFourthIsTooDeep) {
  for (int tunnels = 0; tunnels <= 3; ++tunnels) expect_signalling(nested(tunnels));
  for (int tunnels = 4; tunnels < 50; ++tunnels) {
    Datagram datagram;
    Octets bytes;
    EXPECT_EQ(read_frame(nested(tunnels), datagram, bytes), PacketOutcome::tunnel_too_deep);
  }
}

TEST(Tunnel, PseudowiresInOneAnotherAreBoundedToo) {
  Octets frame = signalling_frame();
  for (int i = 0; i < 3; ++i) frame = ethernet_frame(0x8847, join({hex("00020140"), frame}));
  expect_signalling(frame);
  Datagram datagram;
  Octets bytes;
  EXPECT_EQ(read_frame(ethernet_frame(0x8847, join({hex("00020140"), frame})), datagram, bytes),
            PacketOutcome::tunnel_too_deep);
}

TEST(Tunnel, UserPlaneInsideIsUserPlane) {
  const Octets inner = ipv4({}, user_plane_udp());
  for (const Octets& frame :
       {ethernet_frame(0x0800, ipv4({}, vxlan(ethernet_frame(0x0800, inner)))),
        gre(hex("00000800"), inner)}) {
    Datagram datagram;
    Octets bytes;
    EXPECT_EQ(read_frame(frame, datagram, bytes), PacketOutcome::user_plane);
  }
}

TEST(Tunnel, HeaderThatDoesNotFitIsTruncatedLink) {
  Datagram datagram;
  Octets bytes;
  for (const Octets& payload : {hex(""), hex("000008"), hex("10000800aabb")}) {
    EXPECT_EQ(read_frame(gre({}, payload), datagram, bytes), PacketOutcome::truncated_link);
  }
  const Octets options = ethernet_frame(0x0800, ipv4({}, udp(1, 6081, hex("0300655800006400"))));
  EXPECT_EQ(read_frame(options, datagram, bytes), PacketOutcome::truncated_link);
}

// The message is whole in the first fragment; the second one has nothing that is needed.
TEST(Tunnel, FirstFragmentOfATunnelIsReadAsFarAsItGoes) {
  const Octets outer_udp = vxlan(signalling_frame());
  FrameReader reader{kSmall};
  Datagram datagram;
  Octets head = ethernet_frame(0x0800, ipv4({.fragment = 0x2000}, first(outer_udp, 64)));
  ASSERT_EQ(reader.read(packet_of(head), datagram), PacketOutcome::signalling);
  EXPECT_EQ(datagram.payload.size(), 64u - 8 - 8 - 14 - 20 - 8);
  EXPECT_TRUE(datagram.cut);
  Octets tail = ethernet_frame(0x0800, ipv4({.fragment = 8}, zeroes(8)));
  EXPECT_EQ(reader.read(packet_of(tail), datagram), PacketOutcome::other_traffic);
  EXPECT_EQ(reader.reassembly().begun, 0u);

  // Also where the inner header has no total length to say that something is missing.
  const Octets offload = join({hex("00000800"), ipv4({.total = 0}, signalling_udp())});
  Octets offload_head =
      ethernet_frame(0x0800, ipv4({.protocol = 47, .fragment = 0x2000}, first(offload, 40)));
  EXPECT_EQ(reader.read(packet_of(offload_head), datagram), PacketOutcome::signalling);
  EXPECT_TRUE(datagram.cut);

  const Octets gre_packet = join({hex("00000800"), signalling_ip(), zeroes(4)});
  Octets gre_head = ethernet_frame(0x0800, ipv4({.protocol = 47, .fragment = 0x2000}, gre_packet));
  EXPECT_EQ(reader.read(packet_of(gre_head), datagram), PacketOutcome::signalling);
  Octets gre_tail = ethernet_frame(0x0800, ipv4({.protocol = 47, .fragment = 6}, gre_packet));
  EXPECT_EQ(reader.read(packet_of(gre_tail), datagram), PacketOutcome::other_traffic);
}

}  // namespace
}  // namespace celltally
