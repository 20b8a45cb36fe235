#include "decode/frame.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "encapsulations.hpp"
#include "layers.hpp"

namespace celltally {
namespace {

using namespace layers;

struct Ends {
  const char* name;
  Octets ip;
  PacketOutcome outcome;
};

const Ends kEnds[] = {
    {"signalling", signalling_ip(), PacketOutcome::signalling},
    {"another port", ipv4({}, udp(5060, 5060, zeroes(4))), PacketOutcome::signalling},
    {"no payload", ipv4({}, udp(2123, 2123, {})), PacketOutcome::signalling},
    {"GTP-U", ipv4({}, user_plane_udp()), PacketOutcome::user_plane},
    {"GTP-U, from that port only", ipv4({}, udp(2152, 40000, zeroes(8))),
     PacketOutcome::user_plane},
    {"GTP-U, to that port only", ipv4({}, udp(40000, 2152, zeroes(8))), PacketOutcome::user_plane},
    {"GTP-C, answer to the port of VXLAN", ipv4({}, udp(2123, 4789, zeroes(8))),
     PacketOutcome::signalling},
    {"GTP-C, answer to the port of GENEVE", ipv4({}, udp(2123, 6081, zeroes(8))),
     PacketOutcome::signalling},
    {"GTP-C, from the port of GTP-U", ipv4({}, udp(2152, 2123, zeroes(8))),
     PacketOutcome::signalling},
    {"GTP-U, from the port of GTP-C", ipv4({}, udp(2123, 2152, zeroes(8))),
     PacketOutcome::user_plane},
    {"GTP-U with options", ipv4({.options = 4}, user_plane_udp()), PacketOutcome::user_plane},
    {"GTP-U with an impossible UDP length", ipv4({}, udp(2152, 2152, zeroes(8), 3)),
     PacketOutcome::user_plane},
    {"ports of GTP-U and no more", ipv4({}, hex("08680868")), PacketOutcome::user_plane},
    {"three octets of UDP", ipv4({}, hex("086808")), PacketOutcome::truncated_udp},
    {"seven octets of UDP", ipv4({}, hex("084b084b001400")), PacketOutcome::truncated_udp},
    {"UDP length of 7", ipv4({}, udp(2123, 2123, zeroes(12), 7)), PacketOutcome::bad_udp},
    {"UDP length beyond the IP payload", ipv4({}, udp(2123, 2123, zeroes(12), 21)),
     PacketOutcome::bad_udp},
    {"IPsec behind a translator", ipv4({}, udp(4500, 1025, zeroes(12))), PacketOutcome::encrypted},
    {"IPsec behind a translator, other way", ipv4({}, udp(1025, 4500, zeroes(12))),
     PacketOutcome::encrypted},
    {"ESP", ipv4({.protocol = 50}, zeroes(40)), PacketOutcome::encrypted},
    {"TCP", ipv4({.protocol = 6}, zeroes(40)), PacketOutcome::other_traffic},
    {"SCTP", ipv4({.protocol = 132}, zeroes(40)), PacketOutcome::bad_sctp},
    {"ICMP", ipv4({.protocol = 1}, zeroes(40)), PacketOutcome::other_traffic},
    {"fragment of TCP", ipv4({.protocol = 6, .fragment = 0x2000}, zeroes(40)),
     PacketOutcome::other_traffic},
    {"IPv6, ESP", ipv6(50, zeroes(40)), PacketOutcome::encrypted},
    {"IPv6, GTP-U", ipv6(17, user_plane_udp()), PacketOutcome::user_plane},
};

TEST(FrameReader, SaysWhereAPacketEnds) {
  for (const Ends& ends : kEnds) {
    SCOPED_TRACE(ends.name);
    FrameReader reader{kSmall};
    Datagram datagram;
    Octets bytes = ends.ip;
    EXPECT_EQ(reader.read(packet_of(bytes, LinkType::raw_ip), datagram), ends.outcome);
  }
}

TEST(FrameReader, UdpLengthRulesThePayloadAndPaddingIsNoPartOfIt) {
  FrameReader reader{kSmall};
  Datagram datagram;
  Octets padded = join({signalling_frame(), zeroes(6)});
  ASSERT_EQ(reader.read(packet_of(padded), datagram), PacketOutcome::signalling);
  EXPECT_TRUE(std::ranges::equal(datagram.payload, release_access_bearers()));

  Octets trailer = ethernet_frame(
      0x0800, ipv4({}, udp(2123, 2123, join({release_access_bearers(), zeroes(9)}), 20)));
  ASSERT_EQ(reader.read(packet_of(trailer), datagram), PacketOutcome::signalling);
  EXPECT_TRUE(std::ranges::equal(datagram.payload, release_access_bearers()));
  EXPECT_FALSE(datagram.cut);
}

TEST(FrameReader, NothingIsMissingWhenOnlyATrailerIsCut) {
  FrameReader reader{kSmall};
  Datagram datagram;
  Octets bytes = ethernet_frame(0x0800, ipv4({.total = 100}, signalling_udp()));
  ASSERT_EQ(reader.read(packet_of(bytes), datagram), PacketOutcome::signalling);
  EXPECT_TRUE(std::ranges::equal(datagram.payload, release_access_bearers()));
  EXPECT_FALSE(datagram.cut);
}

TEST(FrameReader, WithoutATotalLengthTheCaptureIsThePacket) {
  FrameReader reader{kSmall};
  Datagram datagram;
  Octets bytes = ethernet_frame(0x0800, ipv4({.total = 0}, signalling_udp()));
  ASSERT_EQ(reader.read(packet_of(bytes), datagram), PacketOutcome::signalling);
  EXPECT_TRUE(std::ranges::equal(datagram.payload, release_access_bearers()));

  Octets cut = first(bytes, bytes.size() - 2);
  Packet packet = packet_of(cut);
  EXPECT_EQ(reader.read(packet, datagram), PacketOutcome::bad_udp);
  packet.wire_length += 2;
  ASSERT_EQ(reader.read(packet, datagram), PacketOutcome::signalling);
  EXPECT_TRUE(datagram.cut);
}

TEST(FrameReader, BareGtpCHasNoAddresses) {
  FrameReader reader{kSmall};
  Datagram datagram;
  Octets bytes = release_access_bearers();
  ASSERT_EQ(reader.read(packet_of(bytes, LinkType::gtp_c), datagram), PacketOutcome::signalling);
  EXPECT_TRUE(std::ranges::equal(datagram.payload, bytes));
  EXPECT_FALSE(datagram.source.known());
  EXPECT_FALSE(datagram.destination.known());
  EXPECT_EQ(datagram.destination_port, 2123);
  EXPECT_FALSE(datagram.cut);
}

// What a reader says of a packet, addresses and payload copied.
struct Seen {
  PacketOutcome outcome = PacketOutcome::other_traffic;
  Octets source, destination, payload;
  std::uint16_t source_port = 0, destination_port = 0;
  bool cut = false;

  friend bool operator==(const Seen&, const Seen&) = default;
};

Seen see(Octets bytes) {
  bytes.shrink_to_fit();
  FrameReader reader{kSmall};
  Datagram datagram;
  const PacketOutcome outcome = reader.read(packet_of(bytes), datagram);
  if (outcome != PacketOutcome::signalling) return {outcome, {}, {}, {}, 0, 0, false};
  const auto copy = [](auto octets) { return Octets(octets.begin(), octets.end()); };
  return {outcome,
          copy(datagram.source.bytes()),
          copy(datagram.destination.bytes()),
          copy(datagram.payload),
          datagram.source_port,
          datagram.destination_port,
          datagram.cut};
}

// A second VLAN tag sends the same packet the long way.
Seen see_the_long_way(const Octets& plain) {
  return see(join({first(plain, 12), hex("88a800078100000a"), {plain.begin() + 12, plain.end()}}));
}

TEST(FrameReader, ShortAndLongWayAgreeOnMutatedPackets) {
  const Octets seeds[] = {
      ethernet_frame(0x0800, ipv4({}, user_plane_udp())),
      ethernet_frame(0x8100, join({hex("00070800"), ipv4({}, user_plane_udp())})),
      signalling_frame(), ethernet_frame(0x8100, join({hex("00070800"), signalling_ip()}))};
  Dice dice{2};
  int user_plane = 0, signalling = 0;
  for (int i = 0; i < 6000; ++i) {
    const Octets changed = mutated(seeds[i % 4], dice);
    if (changed.size() < 46) continue;
    const Seen seen = see(changed);
    user_plane += seen.outcome == PacketOutcome::user_plane ? 1 : 0;
    signalling += seen.outcome == PacketOutcome::signalling ? 1 : 0;
    ASSERT_EQ(seen, see_the_long_way(changed)) << testing::PrintToString(changed);
  }
  EXPECT_GT(user_plane, 300);
  EXPECT_GT(signalling, 300);
}

// Hostile bytes: whatever they are, what is given lies in what was captured.
TEST(FrameReader, NeverGivesBytesThatAreNotThePackets) {
  Dice dice{3};
  FrameReader reader{kSmall};
  for (int i = 0; i < 40000; ++i) {
    const auto& seed = kSignallingEncapsulations[dice.roll(std::size(kSignallingEncapsulations))];
    Octets bytes = mutated(hex(seed.hex), dice);
    bytes.shrink_to_fit();
    Packet packet =
        packet_of(bytes, LinkType{static_cast<std::uint8_t>(dice.roll(8) == 0 ? dice.roll(8) : 1)});
    packet.wire_length += dice.roll(2) * 100;
    Datagram datagram;
    if (reader.read(packet, datagram) != PacketOutcome::signalling || reader.reassembled())
      continue;
    if (datagram.payload.empty()) continue;
    ASSERT_GE(datagram.payload.data(), bytes.data());
    ASSERT_LE(datagram.payload.data() + datagram.payload.size(), bytes.data() + bytes.size());
  }
}

}  // namespace
}  // namespace celltally
