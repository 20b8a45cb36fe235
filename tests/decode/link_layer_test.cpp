#include "decode/link_layer.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "layers.hpp"

namespace celltally {
namespace {

using namespace layers;

const Octets kIpv4 = hex("4500001c");
const Octets kIpv6 = hex("60000000");

// Down to IP: where it ended, or nothing, with the payload.
std::optional<PacketOutcome> open(Octets& bytes, LinkType link, LinkPayload& payload) {
  if (const auto end = open_link(packet_of(bytes, link), payload)) return end;
  return open_frame(payload);
}

struct Reaches {
  const char* name;
  LinkType link;
  Octets bytes;
  EtherType type;
  Octets rest;
};

Octets tags(int count, const Octets& payload) {
  Octets bytes = hex("020000000002020000000001");
  for (int i = 0; i < count; ++i) bytes = join({bytes, be16(i % 2 == 0 ? 0x88a8 : 0x9200), {0, 7}});
  return join({bytes, payload});
}

Octets labels(int count, const Octets& payload) {
  Octets bytes;
  for (int i = 1; i < count; ++i) bytes = join({bytes, hex("00010040")});
  return ethernet_frame(0x8847, join({bytes, hex("00020140"), payload}));
}

const Octets kInnerFrame = ethernet_frame(0x0800, kIpv4);
const Octets kOddSource = join({hex("020000000002020008000001"), hex("0800"), kIpv4});
const Octets kInnerTagged = ethernet_frame(0x8100, join({hex("00070800"), kIpv4}));

const Reaches kReaches[] = {
    {"ethernet", LinkType::ethernet, ethernet_frame(0x0800, kIpv4), EtherType::ipv4, kIpv4},
    {"ethernet, IPv6", LinkType::ethernet, ethernet_frame(0x86dd, kIpv6), EtherType::ipv6, kIpv6},
    {"four VLAN tags", LinkType::ethernet, tags(4, join({hex("0800"), kIpv4})), EtherType::ipv4,
     kIpv4},
    {"old QinQ", LinkType::ethernet, ethernet_frame(0x9100, join({hex("00070800"), kIpv4})),
     EtherType::ipv4, kIpv4},
    {"one label", LinkType::ethernet, labels(1, kIpv4), EtherType::ipv4, kIpv4},
    {"sixteen labels", LinkType::ethernet, labels(16, kIpv6), EtherType::ipv6, kIpv6},
    {"label behind a tag", LinkType::ethernet,
     ethernet_frame(0x8100, join({hex("0007884800020140"), kIpv4})), EtherType::ipv4, kIpv4},
    {"pseudowire", LinkType::ethernet, labels(1, kInnerFrame), EtherType::ethernet, kInnerFrame},
    {"pseudowire, tagged inside", LinkType::ethernet, labels(1, kInnerTagged), EtherType::ethernet,
     kInnerTagged},
    {"pseudowire, control word of zeroes", LinkType::ethernet,
     labels(1, join({zeroes(4), kInnerFrame})), EtherType::ethernet, kInnerFrame},
    {"pseudowire, control word of zeroes, source address like an EtherType", LinkType::ethernet,
     labels(1, join({zeroes(4), kOddSource})), EtherType::ethernet, kOddSource},
    {"pseudowire, control word with a sequence number", LinkType::ethernet,
     labels(1, join({hex("00000009"), kInnerFrame})), EtherType::ethernet, kInnerFrame},
    {"pseudowire, control word, tagged inside", LinkType::ethernet,
     labels(2, join({hex("00000009"), kInnerTagged})), EtherType::ethernet, kInnerTagged},
    {"PPPoE", LinkType::ethernet, ethernet_frame(0x8864, join({hex("1100000100060021"), kIpv4})),
     EtherType::ipv4, kIpv4},
    {"PPPoE, IPv6", LinkType::ethernet,
     ethernet_frame(0x8864, join({hex("1100000100060057"), kIpv6})), EtherType::ipv6, kIpv6},
    {"cooked v1", LinkType::linux_sll,
     join({hex("0000000100060200000000010000"), hex("0800"), kIpv4}), EtherType::ipv4, kIpv4},
    {"cooked v1, tagged", LinkType::linux_sll,
     join({hex("0000000100060200000000010000"), hex("8100000786dd"), kIpv6}), EtherType::ipv6,
     kIpv6},
    {"cooked v2", LinkType::linux_sll2,
     join({hex("0800"),
           hex("0000000000020001000602000000000100"
               "00"),
           kIpv4}),
     EtherType::ipv4, kIpv4},
    {"raw IPv4", LinkType::raw_ip, kIpv4, EtherType::ipv4, kIpv4},
    {"raw IPv6", LinkType::raw_ip, kIpv6, EtherType::ipv6, kIpv6},
    {"null, little-endian host", LinkType::null_host, join({hex("02000000"), kIpv4}),
     EtherType::ipv4, kIpv4},
    {"null, big-endian host", LinkType::null_host, join({hex("00000002"), kIpv4}), EtherType::ipv4,
     kIpv4},
    {"null, IPv6 of Linux", LinkType::null_host, join({hex("0a000000"), kIpv6}), EtherType::ipv6,
     kIpv6},
    {"null, IPv6 of NetBSD", LinkType::null_host, join({hex("18000000"), kIpv6}), EtherType::ipv6,
     kIpv6},
    {"null, IPv6 of FreeBSD", LinkType::null_host, join({hex("1c000000"), kIpv6}), EtherType::ipv6,
     kIpv6},
    {"loop, IPv6 of Darwin", LinkType::null_network, join({hex("0000001e"), kIpv6}),
     EtherType::ipv6, kIpv6},
};

TEST(LinkLayer, ReachesWhatTheHeadersCarry) {
  for (const Reaches& reach : kReaches) {
    SCOPED_TRACE(reach.name);
    Octets bytes = reach.bytes;
    LinkPayload payload;
    ASSERT_FALSE(open(bytes, reach.link, payload).has_value());
    EXPECT_EQ(payload.type, reach.type);
    EXPECT_TRUE(std::ranges::equal(payload.bytes, reach.rest));
    EXPECT_FALSE(payload.cut);
  }
}

// A prefix that still has the first octet of IP may go on; a shorter one ends in the link layer,
// or nowhere, and never elsewhere.
TEST(LinkLayer, EveryProperPrefixEndsInsideIt) {
  for (const Reaches& reach : kReaches) {
    for (std::size_t size = 0; size + reach.rest.size() < reach.bytes.size(); ++size) {
      SCOPED_TRACE(testing::Message() << reach.name << ", " << size << " octets");
      Octets bytes = first(reach.bytes, size);
      LinkPayload payload;
      const auto end = open(bytes, reach.link, payload);
      ASSERT_TRUE(end.has_value());
      EXPECT_TRUE(*end == PacketOutcome::truncated_link || *end == PacketOutcome::other_traffic);
    }
  }
}

struct Ends {
  const char* name;
  LinkType link;
  Octets bytes;
  PacketOutcome outcome;
};

const Ends kEnds[] = {
    {"ARP", LinkType::ethernet, ethernet_frame(0x0806, zeroes(28)), PacketOutcome::other_traffic},
    {"802.3 length", LinkType::ethernet, ethernet_frame(0x0026, zeroes(38)),
     PacketOutcome::other_traffic},
    {"frame in a frame without a tunnel", LinkType::ethernet, ethernet_frame(0x6558, kInnerFrame),
     PacketOutcome::other_traffic},
    {"ERSPAN without GRE", LinkType::ethernet, ethernet_frame(0x88be, kInnerFrame),
     PacketOutcome::other_traffic},
    {"five VLAN tags", LinkType::ethernet, tags(5, join({hex("0800"), kIpv4})),
     PacketOutcome::other_traffic},
    {"seventeen labels", LinkType::ethernet, labels(17, kIpv4), PacketOutcome::other_traffic},
    {"pseudowire with nothing known", LinkType::ethernet,
     labels(1, ethernet_frame(0x0806, zeroes(40))), PacketOutcome::other_traffic},
    {"control word of zeroes, nothing known behind it", LinkType::ethernet,
     labels(1, join({zeroes(4), ethernet_frame(0x0806, zeroes(40))})),
     PacketOutcome::other_traffic},
    {"labels without an end", LinkType::ethernet, ethernet_frame(0x8847, hex("0001004000010040")),
     PacketOutcome::truncated_link},
    {"PPPoE control", LinkType::ethernet,
     ethernet_frame(0x8864, join({hex("1109000100060021"), kIpv4})), PacketOutcome::other_traffic},
    {"PPP other than IP", LinkType::ethernet,
     ethernet_frame(0x8864, join({hex("110000010006c021"), kIpv4})), PacketOutcome::other_traffic},
    {"null, another family", LinkType::null_host, join({hex("11000000"), kIpv4}),
     PacketOutcome::other_traffic},
    {"raw IP without an octet", LinkType::raw_ip, {}, PacketOutcome::truncated_ip},
    {"unsupported link type", LinkType::unsupported, ethernet_frame(0x0800, kIpv4),
     PacketOutcome::unsupported_link},
};

TEST(LinkLayer, SaysWhereAPacketEnds) {
  for (const Ends& ends : kEnds) {
    SCOPED_TRACE(ends.name);
    Octets bytes = ends.bytes;
    LinkPayload payload;
    EXPECT_EQ(open(bytes, ends.link, payload), ends.outcome);
  }
}

TEST(LinkLayer, KnowsThatTheCaptureIsCut) {
  Octets bytes = ethernet_frame(0x0800, kIpv4);
  Packet packet = packet_of(bytes);
  packet.wire_length += 1;
  LinkPayload payload;
  ASSERT_FALSE(open_link(packet, payload).has_value());
  EXPECT_TRUE(payload.cut);
  packet.wire_length = 0;  // more captured than was sent: seen in files, means nothing
  ASSERT_FALSE(open_link(packet, payload).has_value());
  EXPECT_FALSE(payload.cut);
}

}  // namespace
}  // namespace celltally
