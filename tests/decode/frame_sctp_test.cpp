#include <gtest/gtest.h>

#include <algorithm>
#include <optional>

#include "decode/decoder.hpp"
#include "decode/ip_header.hpp"
#include "decode/link_layer.hpp"
#include "decode/plain_sctp.hpp"
#include "encapsulations.hpp"
#include "layers.hpp"
#include "sctp_tap.hpp"
#include "simulate/frame_builder.hpp"

namespace celltally {
namespace {

using namespace layers;

Octets attach() {
  return sctp::packet({}, {sctp::sack(1), sctp::data({.tsn = 1}, text("attach"))});
}

class FrameTap {
 public:
  PacketOutcome read(const Octets& frame, LinkType link = LinkType::ethernet) {
    bytes = frame;
    Packet packet = packet_of(bytes, link);
    packet.at = at;
    const PacketOutcome outcome = reader.read(packet, datagram);
    got.clear();
    for (const SctpMessage& message : reader.sctp().messages()) {
      got.append(message.payload.begin(), message.payload.end());
    }
    return outcome;
  }

  FrameReader reader{kSmall};
  Octets bytes;
  Datagram datagram;
  Timestamp at;
  std::string got;
};

// What the layers say one by one, of a packet that is whole.
std::optional<IpPacket> ip_by_layers(const Packet& packet) {
  LinkPayload layer;
  IpPacket ip;
  if (open_link(packet, layer) || open_frame(layer) || layer.type == EtherType::ethernet ||
      read_ip(layer, ip) || ip.fragment || ip.protocol != ip_protocol::kSctp) {
    return {};
  }
  return ip;
}

TEST(FrameSctp, ThePlainestShapeIsReadAsTheLayersReadIt) {
  constexpr std::size_t kHeaders = 42;  // with a tag
  const Octets ip = sctp_packet(node("10.1.1.1"), node("10.2.2.2"), attach());
  std::size_t plain_ones = 0;
  for (Octets frame : {ethernet(ip), ethernet(ip, {7})}) {
    for (std::size_t at = 0; at < kHeaders; ++at) {
      for (int value = 0; value < 256; ++value) {
        Octets changed = frame;
        changed[at] = static_cast<std::uint8_t>(value);
        IpPacket plain;
        if (!read_plain_sctp(packet_of(changed), plain)) continue;
        const auto by_layers = ip_by_layers(packet_of(changed));
        ASSERT_TRUE(by_layers) << at << ": " << value;
        ++plain_ones;
        EXPECT_EQ(plain.source.octets, by_layers->source.octets);
        EXPECT_EQ(plain.destination.octets, by_layers->destination.octets);
        EXPECT_EQ(plain.payload.data(), by_layers->payload.data());
        EXPECT_EQ(plain.payload.size(), by_layers->payload.size()) << at << ": " << value;
        EXPECT_FALSE(by_layers->cut);
      }
    }
  }
  EXPECT_GT(plain_ones, kHeaders * 128);
}

TEST(FrameSctp, IsFoundInIpOfBothFamiliesInUdpAndInTunnels) {
  const NodeAddress enb = node("10.1.1.1");
  const NodeAddress mme = node("10.2.2.2");
  const Octets ip = sctp_packet(enb, mme, attach());
  const Octets frames[] = {
      ethernet(ip),
      ethernet(ip, {7, 8}),
      ethernet(sctp_packet(node("2001:db8::1"), node("2001:db8::2"), attach())),
      udp_frame({enb, mme, 9899, 9899}, attach()),
      udp_frame({enb, mme, 9899, 50000}, attach()),
      udp_frame({enb, mme, 50000, 9899}, attach()),
      ethernet(ipv4({.protocol = 4}, ip)),
      udp_frame({enb, mme, 50000, 4789}, join({hex("0800000000000100"), ethernet(ip)})),
  };
  for (const Octets& frame : frames) {
    FrameTap tap;
    EXPECT_EQ(tap.read(frame), PacketOutcome::sctp_signalling);
    EXPECT_EQ(tap.got, "attach");
    EXPECT_EQ(tap.read(frame), PacketOutcome::sctp_control);
  }
}

// tshark 4.0.17 finds as many messages in them.
TEST(FrameSctp, VerifiedPacketsGiveTheirMessages) {
  std::size_t packets = 0;
  for (const Encapsulation& encapsulation : kOtherEncapsulations) {
    const bool bundle = encapsulation.name == "sctp_bundle";
    if (!bundle && encapsulation.name != "idata" && !encapsulation.name.starts_with("sctp")) {
      continue;
    }
    SCOPED_TRACE(encapsulation.name);
    FrameTap tap;
    EXPECT_EQ(tap.read(hex(encapsulation.hex)), PacketOutcome::sctp_signalling);
    const auto messages = tap.reader.sctp().messages();
    ASSERT_EQ(messages.size(), bundle ? 2u : 1u);
    for (const SctpMessage& message : messages) EXPECT_EQ(message.protocol, SctpPayload::s1ap);
    EXPECT_EQ(messages[0].payload[0], 0);  // initiating message
    EXPECT_EQ(messages.back().payload[1], bundle ? 13 : messages[0].payload[1]);
    ++packets;
  }
  EXPECT_EQ(packets, 3u);
}

TEST(FrameSctp, PaddingOfTheFrameIsNoChunk) {
  FrameTap tap;
  const Octets ip = sctp_packet(node("10.1.1.1"), node("10.2.2.2"),
                                sctp::packet({}, {sctp::data({}, text("a"))}));
  EXPECT_EQ(tap.read(join({ethernet(ip), zeroes(6)})), PacketOutcome::sctp_signalling);
  EXPECT_EQ(tap.reader.sctp().counters().chunks, 1u);
}

TEST(FrameSctp, GtpPortsDecideBeforeThatOfSctp) {
  FrameTap tap;
  EXPECT_EQ(tap.read(ethernet_frame(0x0800, ipv4({}, udp(9899, 2152, attach())))),
            PacketOutcome::user_plane);
  EXPECT_EQ(tap.read(ethernet_frame(0x0800, ipv4({}, udp(9899, 2123, attach())))),
            PacketOutcome::signalling);
}

// A sender that does not know of a tunnel on the way.
TEST(FrameSctp, FragmentsOfIpArePutTogether) {
  const Octets sctp = attach();
  const Octets datagram = udp(9899, 9899, sctp);
  for (const bool in_udp : {false, true}) {
    const Octets& whole = in_udp ? datagram : sctp;
    const std::uint8_t protocol = in_udp ? 17 : 132;
    const Octets head = ipv4({.protocol = protocol, .fragment = 0x2000}, first(whole, 24));
    const Octets tail =
        ipv4({.protocol = protocol, .fragment = 3}, Octets(whole.begin() + 24, whole.end()));
    FrameTap tap;
    EXPECT_EQ(tap.read(tail, LinkType::raw_ip), PacketOutcome::fragment_held);
    EXPECT_EQ(tap.read(head, LinkType::raw_ip), PacketOutcome::sctp_signalling);
    EXPECT_EQ(tap.got, "attach");
    EXPECT_TRUE(tap.reader.reassembled());
  }
}

TEST(FrameSctp, FragmentsOfUdpAndSctpWithOneNumberAreApart) {
  FrameTap tap;
  const Octets sctp = attach();
  tap.read(ipv4({.protocol = 132, .fragment = 0x2000}, first(sctp, 24)), LinkType::raw_ip);
  EXPECT_EQ(
      tap.read(ipv4({.fragment = 3}, Octets(sctp.begin() + 24, sctp.end())), LinkType::raw_ip),
      PacketOutcome::fragment_held);
}

TEST(FrameSctp, CutFirstFragmentOfIpIsReadAlone) {
  FrameTap tap;
  tap.bytes = ipv4({.protocol = 132, .fragment = 0x2000}, first(attach(), 48));
  Packet packet = packet_of(tap.bytes, LinkType::raw_ip);
  packet.bytes = packet.bytes.first(packet.bytes.size() - 3);
  EXPECT_EQ(tap.reader.read(packet, tap.datagram), PacketOutcome::sctp_signalling);
  ASSERT_EQ(tap.reader.sctp().messages().size(), 1u);
  EXPECT_TRUE(tap.reader.sctp().messages()[0].cut);
}

TEST(FrameSctp, HeldFragmentsExpireWhileOtherPacketsPassAndByTheClock) {
  const Octets half = sctp_packet(node("10.1.1.1"), node("10.2.2.2"),
                                  sctp::packet({}, {sctp::data({.last = false}, text("half"))}));
  for (const bool clock : {false, true}) {
    FrameTap tap;
    EXPECT_EQ(tap.read(ethernet(half)), PacketOutcome::sctp_held);
    EXPECT_EQ(tap.reader.sctp().fragments_held(), 1u);
    tap.at = Timestamp::from_seconds(5);
    if (clock) {
      tap.reader.expire(tap.at);
    } else {
      tap.read(ethernet_frame(0x0806, zeroes(46)));
    }
    EXPECT_EQ(tap.reader.sctp().fragments_held(), 0u);
  }
}

TEST(DecoderSctp, CountsAndWipesWhatCannotBeRead) {
  struct Case {
    const char* name;
    Octets sctp;
    PacketOutcome outcome;
    bool to_wipe;
  };
  const Case cases[] = {
      {"no S1AP", attach(), PacketOutcome::bad_message, true},
      {"X2AP", sctp::packet({9, 36422, 1}, {sctp::data({.ppid = 27}, text("a"))}),
       PacketOutcome::sctp_signalling, true},
      {"unknown payload", sctp::packet({9, 10, 1}, {sctp::data({.ppid = 51}, text("a"))}),
       PacketOutcome::sctp_unknown, true},
      {"fragment", sctp::packet({}, {sctp::data({.last = false}, text("a"))}),
       PacketOutcome::sctp_held, false},
      {"handshake", sctp::packet({}, {sctp::init(1, 1)}), PacketOutcome::sctp_control, false},
      {"damaged", sctp::packet({}, {hex("0003ffff")}), PacketOutcome::bad_sctp, true},
      {"too short", Octets(8), PacketOutcome::truncated_sctp, true},
  };
  for (const Case& test : cases) {
    SCOPED_TRACE(test.name);
    Decoder decoder{{.frames = kSmall}};
    MessageBurst burst;
    Octets bytes = ethernet(sctp_packet(node("10.1.1.1"), node("10.2.2.2"), test.sctp));
    EXPECT_EQ(decoder.decode(packet_of(bytes), burst), test.outcome);
    EXPECT_EQ(decoder.counters().packets[static_cast<std::size_t>(test.outcome)], 1u);
    EXPECT_EQ(burst.size(), 0u);
    EXPECT_EQ(burst.wire().size(), test.to_wipe ? 1u : 0u);
    EXPECT_EQ(decoder.sctp().counters().chunks == 0, test.outcome == PacketOutcome::truncated_sctp);
  }
}

}  // namespace
}  // namespace celltally
