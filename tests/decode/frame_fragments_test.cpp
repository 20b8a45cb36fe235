#include <gtest/gtest.h>

#include <algorithm>

#include "decode/frame.hpp"
#include "layers.hpp"

namespace celltally {
namespace {

using namespace layers;

// Puts whole IP packets through one reader.
class Tap {
 public:
  PacketOutcome read(const Octets& ip, std::uint32_t cut = 0) {
    bytes = first(ip, ip.size() - cut);
    Packet packet = packet_of(bytes, LinkType::raw_ip);
    packet.wire_length += cut;
    return reader.read(packet, datagram);
  }

  FrameReader reader;
  Octets bytes;
  Datagram datagram;
};

Octets message(std::size_t size) {
  return Octets(size, 0x48);
}

// Of a whole UDP datagram: fragment number `number` of 16 octets.
Octets part(const Octets& whole, std::size_t number) {
  const std::size_t begin = number * 16;
  const std::size_t end = std::min(begin + 16, whole.size());
  return {whole.begin() + static_cast<std::ptrdiff_t>(begin),
          whole.begin() + static_cast<std::ptrdiff_t>(end)};
}

Octets ipv4_part(const Octets& whole, std::size_t number, std::uint16_t id = 1) {
  const std::size_t more = (number + 1) * 16 < whole.size() ? 0x2000 : 0;
  return ipv4({.id = id, .fragment = static_cast<std::uint16_t>(more | number * 2)},
              part(whole, number));
}

Octets ipv6_part(const Octets& whole, std::size_t number) {
  const std::size_t more = (number + 1) * 16 < whole.size() ? 1 : 0;
  return ipv6_fragment(static_cast<std::uint16_t>(number * 16 | more), 1, part(whole, number));
}

TEST(FrameFragments, LastOneGivesTheDatagram) {
  const Octets whole = udp(40000, 2123, message(30));
  for (const auto& part_of : {ipv4_part(whole, 2), ipv6_part(whole, 2)}) {
    const bool ipv6 = part_of[0] >> 4 == 6;
    Tap tap;
    EXPECT_EQ(tap.read(part_of), PacketOutcome::fragment_held);
    EXPECT_EQ(tap.read(ipv6 ? ipv6_part(whole, 0) : ipv4_part(whole, 0)),
              PacketOutcome::fragment_held);
    ASSERT_EQ(tap.read(ipv6 ? ipv6_part(whole, 1) : ipv4_part(whole, 1)),
              PacketOutcome::signalling);
    EXPECT_TRUE(tap.reader.reassembled());
    EXPECT_TRUE(std::ranges::equal(tap.datagram.payload, message(30)));
    EXPECT_EQ(tap.datagram.source_port, 40000);
    EXPECT_EQ(tap.datagram.source.length, ipv6 ? 16 : 4);
    EXPECT_EQ(tap.datagram.destination.bytes().back(), 2);
    EXPECT_FALSE(tap.datagram.cut);
    EXPECT_EQ(tap.read(signalling_ip()), PacketOutcome::signalling);
    EXPECT_FALSE(tap.reader.reassembled());
  }
}

// Behind a tag, a label or a tunnel it is the same.
TEST(FrameFragments, InsideATunnel) {
  const Octets whole = udp(2123, 2123, message(30));
  Tap tap;
  for (const std::size_t number : {0u, 1u, 2u}) {
    const Octets tunnel = ipv4({.protocol = 4, .id = 99}, ipv4_part(whole, number));
    EXPECT_EQ(tap.read(tunnel),
              number == 2 ? PacketOutcome::signalling : PacketOutcome::fragment_held);
  }
}

TEST(FrameFragments, OfTheUserPlaneNeverFillTheReassembler) {
  const Octets whole = udp(2152, 2152, message(40));
  Tap tap;
  for (std::uint16_t id = 0; id < 600; ++id) {
    for (std::size_t number = 0; number < 3; ++number) {
      ASSERT_EQ(tap.read(ipv4_part(whole, number, id)), PacketOutcome::user_plane);
      ASSERT_EQ(tap.read(ipv6_part(whole, number)), PacketOutcome::user_plane);
    }
  }
  EXPECT_EQ(tap.reader.reassembly().begun, 0u);
}

TEST(FrameFragments, OfWhatNobodyReadsAreDroppedToo) {
  for (const auto& [port, outcome] :
       {std::pair{53, PacketOutcome::other_traffic}, std::pair{4500, PacketOutcome::encrypted}}) {
    const Octets whole = udp(9, static_cast<std::uint16_t>(port), message(30));
    Tap tap;
    for (const std::size_t number : {0u, 1u, 2u})
      EXPECT_EQ(tap.read(ipv4_part(whole, number)), outcome);
    EXPECT_EQ(tap.reader.reassembly().begun, 0u);
  }
}

TEST(FrameFragments, UserPlaneThatComesBackwardsGivesItsPlaceBack) {
  const Octets whole = udp(2152, 2152, message(30));
  Tap tap;
  EXPECT_EQ(tap.read(ipv4_part(whole, 2)), PacketOutcome::fragment_held);
  EXPECT_EQ(tap.read(ipv4_part(whole, 1)), PacketOutcome::fragment_held);
  EXPECT_EQ(tap.read(ipv4_part(whole, 0)), PacketOutcome::user_plane);
  EXPECT_EQ(tap.reader.reassembly().begun, 1u);
  EXPECT_EQ(tap.reader.reassembly().refused, 1u);
}

// Whole at the sender, but the capture keeps the first octets of each packet only.
TEST(FrameFragments, CutFirstOneIsReadAloneAndTheRestIsRefused) {
  const Octets whole = udp(2123, 2123, message(30));
  Tap tap;
  ASSERT_EQ(tap.read(ipv4_part(whole, 0), 2), PacketOutcome::signalling);
  EXPECT_TRUE(tap.datagram.cut);
  EXPECT_EQ(tap.datagram.payload.size(), 6u);
  EXPECT_EQ(tap.read(ipv4_part(whole, 1)), PacketOutcome::fragment_refused);
  EXPECT_EQ(tap.read(ipv4_part(whole, 2), 2), PacketOutcome::fragment_refused);
}

TEST(FrameFragments, CutUserPlaneIsUserPlane) {
  const Octets whole = udp(2152, 2152, message(30));
  Tap tap;
  EXPECT_EQ(tap.read(ipv4_part(whole, 0), 4), PacketOutcome::user_plane);
  EXPECT_EQ(tap.read(ipv4_part(whole, 1), 4), PacketOutcome::user_plane);
}

TEST(FrameFragments, FirstOneTooShortForPortsIsTruncated) {
  Tap tap;
  EXPECT_EQ(tap.read(ipv4({.fragment = 0x2000}, hex("084b08")), 0), PacketOutcome::truncated_udp);
}

TEST(FrameFragments, ImpossibleUdpLengthOfTheWholeIsBadUdp) {
  for (const int length : {7, 39}) {
    const Octets whole = udp(2123, 2123, message(30), length);
    Tap tap;
    tap.read(ipv4_part(whole, 0));
    tap.read(ipv4_part(whole, 1));
    EXPECT_EQ(tap.read(ipv4_part(whole, 2)), PacketOutcome::bad_udp);
  }
}

TEST(FrameFragments, ExpireWhileOtherPacketsPass) {
  Tap tap;
  tap.read(ipv4_part(udp(2123, 2123, message(30)), 0));
  Octets other = signalling_ip();
  Packet packet = packet_of(other, LinkType::raw_ip);
  packet.at = Timestamp::from_seconds(5);
  tap.reader.read(packet, tap.datagram);
  EXPECT_EQ(tap.reader.reassembly().expired, 1u);
}

}  // namespace
}  // namespace celltally
