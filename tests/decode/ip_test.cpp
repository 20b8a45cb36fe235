#include <gtest/gtest.h>

#include <algorithm>

#include "decode/ip_header.hpp"
#include "layers.hpp"

namespace celltally {
namespace {

using namespace layers;

const Octets kPayload = hex("0123456789abcdef");

// An extension header of `octets` in all, a multiple of 8.
Octets extension(std::uint8_t next, std::size_t octets, const Octets& payload) {
  return join({{next, static_cast<std::uint8_t>(octets / 8 - 1)}, zeroes(octets - 2), payload});
}

Octets authentication(std::uint8_t next, std::size_t octets, const Octets& payload) {
  return join({{next, static_cast<std::uint8_t>(octets / 4 - 2)}, zeroes(octets - 2), payload});
}

Octets extensions(int count, const Octets& payload) {
  Octets bytes = payload;
  for (int i = 0; i < count; ++i) bytes = extension(i == 0 ? 17 : 60, 8, bytes);
  return ipv6(60, bytes);
}

Octets atomic_fragment(const Octets& payload) {
  return ipv6_fragment(0, 9, payload);
}

std::optional<PacketOutcome> read(Octets& bytes, IpPacket& ip, bool cut = false) {
  const bool ipv6 = !bytes.empty() && bytes[0] >> 4 == 6;
  return read_ip({ipv6 ? EtherType::ipv6 : EtherType::ipv4, bytes, cut}, ip);
}

struct Reads {
  const char* name;
  Octets bytes;
  std::uint8_t protocol = 17;
};

const Reads kReads[] = {
    {"IPv4", ipv4({}, kPayload)},
    {"IPv4, another protocol", ipv4({.protocol = 132}, kPayload), 132},
    {"IPv4, do not fragment", ipv4({.fragment = 0x4000}, kPayload)},
    {"IPv4, options", ipv4({.options = 40}, kPayload)},
    {"IPv4, total length of segmentation offload", ipv4({.total = 0}, kPayload)},
    {"IPv4, options and no total length", ipv4({.options = 4, .total = 0}, kPayload)},
    {"IPv4, authentication header", ipv4({.protocol = 51}, authentication(17, 24, kPayload))},
    {"IPv6", ipv6(17, kPayload)},
    {"IPv6, no length", ipv6(17, kPayload, 0)},
    {"IPv6, hop by hop and destination options",
     ipv6(0, extension(60, 16, extension(17, 8, kPayload)))},
    {"IPv6, routing and authentication",
     ipv6(43, extension(51, 24, authentication(17, 24, kPayload)))},
    {"IPv6, sixteen extension headers", extensions(16, kPayload)},
    {"IPv6, all in one fragment", atomic_fragment(kPayload)},
    {"IPv6, ESP is no extension header", ipv6(50, kPayload), 50},
    {"IPv6, no next header", ipv6(59, kPayload), 59},
};

TEST(IpHeader, GivesThePayloadAndItsProtocol) {
  for (const Reads& reads : kReads) {
    SCOPED_TRACE(reads.name);
    Octets bytes = reads.bytes;
    IpPacket ip;
    ASSERT_FALSE(read(bytes, ip).has_value());
    EXPECT_EQ(ip.protocol, reads.protocol);
    EXPECT_TRUE(std::ranges::equal(ip.payload, kPayload));
    EXPECT_FALSE(ip.cut);
    EXPECT_FALSE(ip.fragment);
    const bool is_ipv6 = bytes[0] >> 4 == 6;
    EXPECT_EQ(ip.source.length, is_ipv6 ? 16 : 4);
    EXPECT_EQ(ip.source.bytes().back(), 1);
    EXPECT_EQ(ip.destination.bytes().back(), 2);
  }
}

TEST(IpHeader, PaddingOfTheFrameIsNotPayload) {
  for (const Octets& padded :
       {join({ipv4({}, kPayload), zeroes(20)}), join({ipv6(17, kPayload), zeroes(20)})}) {
    Octets bytes = padded;
    IpPacket ip;
    ASSERT_FALSE(read(bytes, ip).has_value());
    EXPECT_TRUE(std::ranges::equal(ip.payload, kPayload));
    EXPECT_FALSE(ip.cut);
  }
}

TEST(IpHeader, EveryProperPrefixIsTruncatedOrCut) {
  for (const Reads& reads : kReads) {
    for (std::size_t size = 0; size < reads.bytes.size(); ++size) {
      SCOPED_TRACE(testing::Message() << reads.name << ", " << size << " octets");
      Octets bytes = first(reads.bytes, size);
      IpPacket ip;
      const auto end = read(bytes, ip, true);
      if (size + kPayload.size() < reads.bytes.size()) {
        EXPECT_EQ(end, PacketOutcome::truncated_ip);
      } else {
        EXPECT_FALSE(end.has_value());
        EXPECT_TRUE(ip.cut);
        EXPECT_EQ(ip.payload.size(), size + kPayload.size() - reads.bytes.size());
      }
    }
  }
}

struct Refuses {
  const char* name;
  Octets bytes;
  PacketOutcome outcome;
};

const Refuses kRefuses[] = {
    {"version 5", join({{0x55}, zeroes(40)}), PacketOutcome::bad_ip},
    {"header of 16 octets", join({{0x44}, zeroes(40)}), PacketOutcome::bad_ip},
    {"total length inside the header", ipv4({.total = 19}, kPayload), PacketOutcome::bad_ip},
    {"total length inside the options", ipv4({.options = 8, .total = 27}, kPayload),
     PacketOutcome::bad_ip},
    {"seventeen extension headers", extensions(17, kPayload), PacketOutcome::bad_ip},
    {"extension header beyond the payload", ipv6(0, extension(17, 16, {}), 8),
     PacketOutcome::truncated_ip},
    {"authentication header beyond the payload", ipv4({.protocol = 51}, hex("110400000000")),
     PacketOutcome::truncated_ip},
};

TEST(IpHeader, RefusesWhatCannotBe) {
  for (const Refuses& refuses : kRefuses) {
    SCOPED_TRACE(refuses.name);
    Octets bytes = refuses.bytes;
    IpPacket ip;
    EXPECT_EQ(read(bytes, ip), refuses.outcome);
  }
}

TEST(IpHeader, EtherTypeAndVersionMustAgree) {
  Octets four = ipv4({}, kPayload);
  Octets six = ipv6(17, kPayload);
  IpPacket ip;
  EXPECT_EQ(read_ip({EtherType::ipv6, four, false}, ip), PacketOutcome::bad_ip);
  EXPECT_EQ(read_ip({EtherType::ipv4, six, false}, ip), PacketOutcome::bad_ip);
}

// Where switches cut mirrored frames, the capture itself looks whole.
TEST(IpHeader, TotalLengthBeyondTheCaptureIsACut) {
  Octets bytes = ipv4({.total = 100}, kPayload);
  IpPacket ip;
  ASSERT_FALSE(read(bytes, ip).has_value());
  EXPECT_TRUE(ip.cut);
  EXPECT_TRUE(std::ranges::equal(ip.payload, kPayload));
}

TEST(IpHeader, ReadsWhatJoinsFragments) {
  Octets four = ipv4({.id = 0xabcd, .fragment = 0x2003}, kPayload);
  IpPacket ip;
  ASSERT_FALSE(read(four, ip).has_value());
  EXPECT_TRUE(ip.fragment);
  EXPECT_TRUE(ip.more);
  EXPECT_EQ(ip.offset, 24);
  EXPECT_EQ(ip.id, 0xabcdu);

  Octets last = ipv4({.fragment = 0x1fff}, kPayload);
  ASSERT_FALSE(read(last, ip).has_value());
  EXPECT_FALSE(ip.more);
  EXPECT_EQ(ip.offset, 0xfff8);

  Octets six = ipv6_fragment(0xfff8, 0x12345678, kPayload);
  ASSERT_FALSE(read(six, ip).has_value());
  EXPECT_TRUE(ip.fragment);
  EXPECT_FALSE(ip.more);
  EXPECT_EQ(ip.offset, 0xfff8);
  EXPECT_EQ(ip.id, 0x12345678u);
  EXPECT_EQ(ip.protocol, 17);
}

// Headers behind a fragment header are part of the datagram, which is not whole.
TEST(IpHeader, DoesNotWalkIntoAFragment) {
  Octets bytes = ipv6(44, join({{60, 0}, be16(1), be32(7), extension(17, 8, kPayload)}));
  IpPacket ip;
  ASSERT_FALSE(read(bytes, ip).has_value());
  EXPECT_EQ(ip.protocol, 60);
  EXPECT_TRUE(ip.fragment);
}

}  // namespace
}  // namespace celltally
