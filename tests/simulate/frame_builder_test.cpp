#include "simulate/frame_builder.hpp"

#include <gtest/gtest.h>

#include <numeric>
#include <span>
#include <string>

#include "tests/simulate/hex.hpp"

namespace celltally {
namespace {

const UdpFlow kFlowV4{node("10.1.1.1"), node("10.2.2.2"), 2123, 2123};
const UdpFlow kFlowV6{node("2001:db8::1"), node("2001:db8::2"), 2123, 2123};

Octets counting(std::size_t size) {
  Octets octets(size);
  std::iota(octets.begin(), octets.end(), std::uint8_t{0});
  return octets;
}

// The internet checksum over octets that hold their own checksum is 0.
std::uint32_t folded_sum(std::span<const std::uint8_t> octets, std::uint32_t sum = 0) {
  for (std::size_t i = 0; i < octets.size(); ++i) {
    sum += i % 2 == 0 ? std::uint32_t{octets[i]} << 8 : octets[i];
  }
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >> 16);
  return ~sum & 0xffff;
}

TEST(FrameBuilder, PutsAMessageIntoAnIpv4Frame) {
  const Octets frame = udp_frame(kFlowV4, Octets{0x40, 0x01, 0x00, 0x04, 0x00, 0x00, 0x42, 0x00});
  EXPECT_EQ(hex(frame),
            "02005e100002"
            "02005e100001"
            "0800"
            "4500002400004000401123c40a0101010a020202"
            "084b084b0010562d40010004"
            "00004200");
}

TEST(FrameBuilder, GivesChecksumsThatAddUp) {
  for (const std::size_t size : {0u, 1u, 2u, 63u, 64u, 500u}) {
    const Octets v4 = udp_packet(kFlowV4, counting(size));
    const std::span<const std::uint8_t> packet{v4};
    EXPECT_EQ(folded_sum(packet.first(20)), 0u);
    const auto udp_length = static_cast<std::uint32_t>(v4.size() - 20);
    EXPECT_EQ(folded_sum(packet.subspan(12), 17 + udp_length), 0u) << size;
    const Octets v6 = udp_packet(kFlowV6, counting(size));
    EXPECT_EQ(folded_sum(std::span{v6}.subspan(8), 17 + udp_length), 0u) << size;
  }
}

TEST(FrameBuilder, NamesTheFamilyBehindTheVlanTags) {
  const std::string v6 = hex(ethernet(udp_packet(kFlowV6, counting(4)), {70}));
  EXPECT_EQ(v6.substr(24, 12),
            "81000046"
            "86dd");
  const std::string two = hex(ethernet(udp_packet(kFlowV4, counting(4)), {5, 70}));
  EXPECT_EQ(two.substr(24, 20),
            "88a80005"
            "81000046"
            "0800");
}

TEST(FrameBuilder, CutsAMessageIntoFragmentsThatGiveItBack) {
  const Octets message = counting(100);
  for (const UdpFlow& flow : {kFlowV4, kFlowV6}) {
    const std::size_t headers = flow.source.v4() ? 20 : 48;
    const auto fragments = udp_fragments(flow, message, 48, 0x1234);
    ASSERT_EQ(fragments.size(), 3u);  // 8 + 100 octets of UDP
    Octets datagram;
    for (const Octets& each : fragments) {
      datagram.insert(datagram.end(), each.begin() + static_cast<std::ptrdiff_t>(headers),
                      each.end());
    }
    const Octets whole = udp_packet(flow, message);
    EXPECT_EQ(hex(datagram), hex(std::span{whole}.subspan(flow.source.v4() ? 20 : 40)));
  }
}

TEST(FrameBuilder, MarksAllFragmentsButTheLast) {
  const auto v4 = udp_fragments(kFlowV4, counting(100), 48, 0x1234);
  EXPECT_EQ(hex(std::span{v4[0]}.subspan(4, 4)), "12342000");
  EXPECT_EQ(hex(std::span{v4[1]}.subspan(4, 4)), "12342006");
  EXPECT_EQ(hex(std::span{v4[2]}.subspan(4, 4)), "1234000c");
  const auto v6 = udp_fragments(kFlowV6, counting(100), 48, 0x1234);
  EXPECT_EQ(hex(std::span{v6[0]}.subspan(40, 8)), "1100000100001234");
  EXPECT_EQ(hex(std::span{v6[1]}.subspan(40, 8)), "1100003100001234");
  EXPECT_EQ(hex(std::span{v6[2]}.subspan(40, 8)), "1100006000001234");
}

TEST(FrameBuilder, AFrameIsCutAsItsPacketIs) {
  const Octets payload = counting(150);
  const auto packets = udp_fragments(kFlowV4, payload, 64, 7);
  const auto frames = frame_fragments(udp_frame(kFlowV4, payload), 64, 7);
  ASSERT_EQ(frames.size(), packets.size());
  for (std::size_t i = 0; i < frames.size(); ++i) EXPECT_EQ(frames[i], ethernet(packets[i]));
}

}  // namespace
}  // namespace celltally
