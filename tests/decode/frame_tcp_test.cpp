#include <gtest/gtest.h>

#include <algorithm>

#include "decode/decoder.hpp"
#include "layers.hpp"
#include "simulate/frame_builder.hpp"
#include "simulate/sip_builder.hpp"
#include "tcp_tap.hpp"

namespace celltally {
namespace {

using namespace layers;

Octets octets_of(const std::string& text) {
  return {text.begin(), text.end()};
}

Octets segment(const std::string& payload, std::uint32_t sequence = 1, std::uint16_t port = 5060) {
  return tcp::segment({.destination_port = port, .sequence = sequence}, octets_of(payload));
}

Octets frame(const Octets& segment) {
  return ethernet(tcp_packet(node("10.1.1.1"), node("10.2.2.2"), segment));
}

const std::string kMessage = sip_text("body");

TEST(FrameTcp, IsFoundInIpOfBothFamiliesAndInTunnels) {
  const NodeAddress one = node("10.1.1.1");
  const NodeAddress two = node("10.2.2.2");
  const Octets ip = tcp_packet(one, two, segment(kMessage));
  const Octets frames[] = {
      ethernet(ip),
      ethernet(ip, {7, 8}),
      ethernet(tcp_packet(node("2001:db8::1"), node("2001:db8::2"), segment(kMessage))),
      ethernet(ipv4({.protocol = 4}, ip)),
      udp_frame({one, two, 50000, 4789}, join({hex("0800000000000100"), ethernet(ip)})),
  };
  for (const Octets& each : frames) {
    FrameReader reader{kSmall};
    Datagram datagram;
    Octets bytes = each;
    EXPECT_EQ(reader.read(packet_of(bytes), datagram), PacketOutcome::tcp_signalling);
    ASSERT_EQ(reader.tcp().messages().size(), 1u);
    EXPECT_TRUE(std::ranges::equal(reader.tcp().messages()[0].payload, octets_of(kMessage)));
    Octets copy = each;
    EXPECT_EQ(reader.read(packet_of(copy), datagram), PacketOutcome::tcp_control);
  }
}

TEST(FrameTcp, PaddingOfTheFrameIsNoOctetOfTheStream) {
  FrameReader reader{kSmall};
  Datagram datagram;
  Octets bytes = join({frame(segment("")), zeroes(6)});
  EXPECT_EQ(reader.read(packet_of(bytes), datagram), PacketOutcome::tcp_control);
  EXPECT_EQ(reader.tcp().counters().control, 1u);
}

TEST(FrameTcp, FragmentsOfIpAreOtherTraffic) {
  FrameReader reader{kSmall};
  Datagram datagram;
  Octets bytes = ipv4({.protocol = 6, .fragment = 0x2000}, segment(kMessage));
  EXPECT_EQ(reader.read(packet_of(bytes, LinkType::raw_ip), datagram),
            PacketOutcome::other_traffic);
}

TEST(FrameTcp, HeldOctetsExpireWhileOtherPacketsPassAndByTheClock) {
  for (const bool clock : {false, true}) {
    FrameReader reader{kSmall};
    Datagram datagram;
    Octets bytes = frame(segment("MESSAGE tel:1"));
    EXPECT_EQ(reader.read(packet_of(bytes), datagram), PacketOutcome::tcp_held);
    if (clock) {
      reader.expire(Timestamp::from_seconds(6));
    } else {
      Octets other = ethernet_frame(0x0806, zeroes(46));
      Packet packet = packet_of(other);
      packet.at = Timestamp::from_seconds(6);
      reader.read(packet, datagram);
    }
    EXPECT_EQ(reader.tcp().octets_held(), 0u);
  }
}

// A packet cut short says in its header how much was sent.
TEST(FrameTcp, WhatACutPacketLacksIsNotWaitedFor) {
  FrameReader reader{kSmall};
  Datagram datagram;
  const std::string cut_one = sip_text(std::string(400, 'b'));
  Octets bytes = frame(segment(cut_one));
  Packet packet = packet_of(bytes);
  packet.bytes = packet.bytes.first(120);
  EXPECT_EQ(reader.read(packet, datagram), PacketOutcome::tcp_signalling);
  ASSERT_EQ(reader.tcp().messages().size(), 1u);
  EXPECT_TRUE(reader.tcp().messages()[0].cut);
  Octets next = frame(segment(kMessage, static_cast<std::uint32_t>(1 + cut_one.size())));
  EXPECT_EQ(reader.read(packet_of(next), datagram), PacketOutcome::tcp_signalling);
}

TEST(DecoderTcp, ReadsCountsAndWipes) {
  struct Case {
    const char* name;
    Octets segment;
    PacketOutcome outcome;
    std::size_t messages;
    bool to_wipe;
  };
  const Case cases[] = {
      {"SIP", segment(kMessage), PacketOutcome::signalling, 1, true},
      {"several", segment(kMessage + kMessage), PacketOutcome::signalling, 2, true},
      {"Diameter", segment(diameter_text(20), 1, 3868), PacketOutcome::signalling, 1, true},
      {"a line that is none of SIP",
       tcp::segment({.sequence = 1}, octets_of("MESSAGE a HTTP/1.1\r\n\r\n")),
       PacketOutcome::bad_message, 0, true},
      {"half", segment("MESSAGE tel:1"), PacketOutcome::tcp_held, 0, false},
      {"none", segment("\x16\x03\x01"), PacketOutcome::tcp_unknown, 0, false},
      {"handshake", tcp::segment({.flags = tcp::kSyn}, {}), PacketOutcome::tcp_control, 0, false},
      {"other port", segment(kMessage, 1, 80), PacketOutcome::other_traffic, 0, false},
      {"too short", first(segment(""), 19), PacketOutcome::truncated_tcp, 0, true},
  };
  for (const Case& test : cases) {
    SCOPED_TRACE(test.name);
    Decoder decoder{{.frames = kSmall}};
    MessageBurst burst;
    Octets bytes = frame(test.segment);
    EXPECT_EQ(decoder.decode(packet_of(bytes), burst), test.outcome);
    EXPECT_EQ(decoder.counters().packets[static_cast<std::size_t>(test.outcome)], 1u);
    EXPECT_EQ(burst.size(), test.messages);
    EXPECT_EQ(burst.wire().size(), test.to_wipe ? 1u : 0u);
    EXPECT_TRUE(burst.has_room());
  }
}

TEST(DecoderTcp, ABurstThatBorrowsTheTransportsOctetsIsClosed) {
  Decoder decoder{{.frames = kSmall}};
  MessageBurst burst;
  Octets one = frame(segment(kMessage.substr(0, 20)));
  Octets two = frame(segment(kMessage.substr(20), 21));
  EXPECT_EQ(decoder.decode(packet_of(one), burst), PacketOutcome::tcp_held);
  EXPECT_EQ(decoder.decode(packet_of(two), burst), PacketOutcome::signalling);
  EXPECT_FALSE(burst.has_room());
}

TEST(DecoderTcp, ARegistrationInTwoSegmentsIsOneMessage) {
  const std::string from = "From: <sip:" + sip::private_identity("001010123456789", "001-01") + ">";
  const std::string network = "P-Access-Network-Info: 3GPP-E-UTRAN-FDD;utran-cell-id-3gpp=" +
                              sip::cell_digits("tai:001-01-3039", "ecgi:001-01-1234501");
  const Octets octets = sip::request("REGISTER", {from, "Call-ID: c", "CSeq: 1 REGISTER", network});
  const std::string text{octets.begin(), octets.end()};
  Decoder decoder{{.frames = kSmall}};
  MessageBurst burst;
  Octets one = frame(segment(text.substr(0, 100)));
  Octets two = frame(segment(text.substr(100), 101));
  decoder.decode(packet_of(one), burst);
  decoder.decode(packet_of(two), burst);
  ASSERT_EQ(burst.size(), 1u);
  EXPECT_EQ(to_text(burst[0].cell), "ecgi:001-01-1234501");
  EXPECT_TRUE(burst[0].imsi.present());
}

}  // namespace
}  // namespace celltally
