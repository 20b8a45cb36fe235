#include "decode/decoder.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <numeric>

#include "encapsulations.hpp"
#include "layers.hpp"

namespace celltally {
namespace {

using namespace layers;

// Message 1 (Echo Request) of GTPv1, with a sequence number.
Octets gtpv1_echo() {
  return hex(
      "3201000400000000"
      "00070000");
}

struct Case {
  const char* name;
  Octets datagram;
  PacketOutcome outcome;
  std::size_t messages;
};

Octets to_gtp_c(const Octets& payload) {
  return udp(40000, 2123, payload);
}

const Case kCases[] = {
    {"GTPv2", signalling_udp(), PacketOutcome::signalling, 1},
    {"GTPv2, answer", udp(2123, 40000, release_access_bearers()), PacketOutcome::signalling, 1},
    {"GTPv1", to_gtp_c(gtpv1_echo()), PacketOutcome::signalling, 1},
    {"GTPv0", to_gtp_c(hex("1e01000000000000")), PacketOutcome::gtp_prime, 0},
    {"GTP prime on the port of GTP-C", to_gtp_c(hex("2f01000000000000")), PacketOutcome::gtp_prime,
     0},
    {"GTP prime", udp(40000, 3386, hex("0f01000000000000")), PacketOutcome::gtp_prime, 0},
    {"GTP prime, answer", udp(3386, 40000, {}), PacketOutcome::gtp_prime, 0},
    {"version 3", to_gtp_c(hex("7e01000000000000")), PacketOutcome::bad_gtp_header, 0},
    {"version 7", to_gtp_c(hex("fe01000000000000")), PacketOutcome::bad_gtp_header, 0},
    {"no payload", to_gtp_c({}), PacketOutcome::truncated_gtp_header, 0},
    {"GTPv2, two octets", to_gtp_c(hex("48aa")), PacketOutcome::truncated_gtp_header, 0},
    {"user plane on the control port", to_gtp_c(hex("30ff000000000001")), PacketOutcome::user_plane,
     0},
    {"DNS", udp(53, 53, hex("494e5649")), PacketOutcome::other_traffic, 0},
    {"GTP-U", user_plane_udp(), PacketOutcome::user_plane, 0},
};

TEST(Decoder, FindsTheProtocolByPortAndVersion) {
  for (const Case& test : kCases) {
    SCOPED_TRACE(test.name);
    Decoder decoder{{.frames = kSmall}};
    MessageBurst burst;
    Octets bytes = ipv4({}, test.datagram);
    EXPECT_EQ(decoder.decode(packet_of(bytes, LinkType::raw_ip), burst), test.outcome);
    EXPECT_EQ(burst.messages().size(), test.messages);
    EXPECT_EQ(decoder.counters().packets[static_cast<std::size_t>(test.outcome)], 1u);
  }
}

TEST(Decoder, AllSignallingBytesAreToBeWipedWhetherTheyCanBeReadOrNot) {
  for (const Case& test : kCases) {
    SCOPED_TRACE(test.name);
    Decoder decoder{{.frames = kSmall}};
    MessageBurst burst;
    Octets bytes = ipv4({}, test.datagram);
    decoder.decode(packet_of(bytes, LinkType::raw_ip), burst);
    const bool read =
        test.outcome != PacketOutcome::other_traffic && std::string_view{test.name} != "GTP-U";
    EXPECT_EQ(burst.wire().size(), read ? 1u : 0u);
  }
}

TEST(Decoder, WipesAllOfAPacketThatIsTooDamagedToSayWhereItsSignallingIs) {
  for (const Octets& ip : {ipv4({}, udp(2123, 2123, zeroes(12), 7)),
                           ipv4({}, udp(2123, 2123, zeroes(12), 21)), ipv4({}, hex("084b08"))}) {
    Decoder decoder{{.frames = kSmall}};
    MessageBurst burst;
    Octets bytes = ip;
    decoder.decode(packet_of(bytes, LinkType::raw_ip), burst);
    EXPECT_EQ(burst.wire().size(), 1u);
  }
}

TEST(Decoder, FillsWhenAndWhereTheMessageWasSeen) {
  Decoder decoder{{.frames = kSmall}};
  MessageBurst burst;
  Octets bytes = signalling_frame();
  Packet packet = packet_of(bytes);
  packet.at = {1'234'567'890'123};
  packet.frame = 42;
  packet.source = 3;
  decoder.decode(packet, burst);
  packet.frame = 43;
  decoder.decode(packet, burst);
  ASSERT_EQ(burst.messages().size(), 2u);
  EXPECT_EQ(burst.messages()[0].at, packet.at);
  EXPECT_EQ(burst.messages()[0].frame, 42u);
  EXPECT_EQ(burst.messages()[1].frame, 43u);
  EXPECT_EQ(burst.messages()[1].source, 3);
  EXPECT_EQ(burst.messages()[0].type, 170);
  EXPECT_EQ(decoder.counters().messages[static_cast<std::size_t>(Protocol::gtpv2)], 2u);
  EXPECT_EQ(decoder.counters().damages[0], 2u);
}

TEST(Decoder, EveryVerifiedEncapsulationGivesTheMessage) {
  for (const Encapsulation& encapsulation : kSignallingEncapsulations) {
    SCOPED_TRACE(encapsulation.name);
    Decoder decoder{{.frames = kSmall}};
    MessageBurst burst;
    Octets bytes = hex(encapsulation.hex);
    EXPECT_EQ(decoder.decode(packet_of(bytes), burst), PacketOutcome::signalling);
    ASSERT_EQ(burst.messages().size(), 1u);
    EXPECT_EQ(burst.messages()[0].protocol, Protocol::gtpv2);
    EXPECT_EQ(burst.messages()[0].type, 170);
  }
}

TEST(Decoder, BareGtpCIsDecoded) {
  Decoder decoder{{.frames = kSmall}};
  MessageBurst burst;
  Octets bytes = release_access_bearers();
  EXPECT_EQ(decoder.decode(packet_of(bytes, LinkType::gtp_c), burst), PacketOutcome::signalling);
}

// Its bytes are the reassembler's, which will use them again.
TEST(Decoder, ClosesTheBurstAfterAReassembledDatagram) {
  for (const unsigned version : {2u, 5u}) {
    Decoder decoder{{.frames = kSmall}};
    MessageBurst burst;
    Octets payload = release_access_bearers();
    payload[0] = static_cast<std::uint8_t>(version << 5 | (payload[0] & 0x1f));
    const Octets whole = udp(2123, 2123, payload);
    Octets tail = ipv4({.fragment = 1}, {whole.begin() + 8, whole.end()});
    Octets head = ipv4({.fragment = 0x2000}, first(whole, 8));
    EXPECT_EQ(decoder.decode(packet_of(tail, LinkType::raw_ip), burst),
              PacketOutcome::fragment_held);
    EXPECT_TRUE(burst.has_room());
    EXPECT_EQ(decoder.decode(packet_of(head, LinkType::raw_ip), burst),
              version == 2 ? PacketOutcome::signalling : PacketOutcome::bad_gtp_header);
    EXPECT_FALSE(burst.has_room());
    EXPECT_EQ(decoder.reassembly().completed, 1u);
  }
}

// Conservation, and that the same bytes give the same: over random and mutated packets.
TEST(Decoder, EachPacketEndsInExactlyOneCounter) {
  Dice dice{4};
  Decoder decoder{{.frames = kSmall}};
  Decoder twin{{.frames = kSmall}};
  std::uint64_t packets = 0;
  std::uint64_t messages = 0;
  MessageBurst burst;
  MessageBurst twin_burst;
  for (; packets < 30000; ++packets) {
    const auto& seed = kSignallingEncapsulations[dice.roll(std::size(kSignallingEncapsulations))];
    Octets bytes = mutated(hex(seed.hex), dice);
    if (dice.roll(10) == 0)
      std::ranges::generate(bytes, [&] { return static_cast<std::uint8_t>(dice.roll(256)); });
    bytes.shrink_to_fit();
    Octets copy = bytes;
    const auto link = LinkType{static_cast<std::uint8_t>(dice.roll(4) == 0 ? dice.roll(8) : 1)};
    ASSERT_EQ(decoder.decode(packet_of(bytes, link), burst),
              twin.decode(packet_of(copy, link), twin_burst));
    ASSERT_EQ(burst.messages().size(), twin_burst.messages().size());
    messages += burst.messages().size();
    burst.clear();
    twin_burst.clear();
  }
  const auto sum = [](const auto& counters) {
    return std::accumulate(counters.begin(), counters.end(), std::uint64_t{0});
  };
  EXPECT_EQ(sum(decoder.counters().packets), packets);
  EXPECT_EQ(sum(decoder.counters().messages), messages);
  EXPECT_EQ(sum(decoder.counters().damages), messages);
  EXPECT_EQ(decoder.counters().packets, twin.counters().packets);
}

TEST(PacketOutcome, HasAText) {
  EXPECT_EQ(to_text(PacketOutcome::signalling), "signalling");
  EXPECT_EQ(to_text(PacketOutcome::user_plane), "user plane");
  EXPECT_EQ(to_text(PacketOutcome::other_traffic), "other traffic");
  EXPECT_EQ(to_text(PacketOutcome::fragment_held), "fragment held");
  EXPECT_EQ(to_text(PacketOutcome::sctp_signalling), "SCTP signalling");
  EXPECT_EQ(to_text(PacketOutcome::sctp_unknown), "SCTP, unknown payload");
  EXPECT_EQ(to_text(PacketOutcome::sctp_held), "SCTP fragment held");
  EXPECT_EQ(to_text(PacketOutcome::sctp_control), "SCTP control");
  EXPECT_EQ(to_text(PacketOutcome::tcp_signalling), "TCP signalling");
  EXPECT_EQ(to_text(PacketOutcome::tcp_unknown), "TCP, no message");
  EXPECT_EQ(to_text(PacketOutcome::tcp_held), "TCP octets held");
  EXPECT_EQ(to_text(PacketOutcome::tcp_control), "TCP control");
  EXPECT_EQ(to_text(PacketOutcome::unsupported_link), "unsupported link");
  EXPECT_EQ(to_text(PacketOutcome::truncated_link), "truncated link");
  EXPECT_EQ(to_text(PacketOutcome::truncated_ip), "truncated IP");
  EXPECT_EQ(to_text(PacketOutcome::truncated_udp), "truncated UDP");
  EXPECT_EQ(to_text(PacketOutcome::bad_ip), "bad IP");
  EXPECT_EQ(to_text(PacketOutcome::bad_udp), "bad UDP");
  EXPECT_EQ(to_text(PacketOutcome::truncated_sctp), "truncated SCTP");
  EXPECT_EQ(to_text(PacketOutcome::bad_sctp), "bad SCTP");
  EXPECT_EQ(to_text(PacketOutcome::truncated_tcp), "truncated TCP");
  EXPECT_EQ(to_text(PacketOutcome::bad_tcp), "bad TCP");
  EXPECT_EQ(to_text(PacketOutcome::encrypted), "encrypted");
  EXPECT_EQ(to_text(PacketOutcome::tunnel_too_deep), "tunnel too deep");
  EXPECT_EQ(to_text(PacketOutcome::fragment_refused), "fragment refused");
  EXPECT_EQ(to_text(PacketOutcome::gtp_prime), "GTP prime");
  EXPECT_EQ(to_text(PacketOutcome::bad_gtp_header), "bad GTP header");
  EXPECT_EQ(to_text(PacketOutcome::truncated_gtp_header), "truncated GTP header");
  EXPECT_EQ(to_text(PacketOutcome::bad_message), "bad message");
  EXPECT_EQ(to_text(PacketOutcome{kPacketOutcomes}), "");
}

TEST(MessageDamage, HasAText) {
  EXPECT_EQ(to_text(MessageDamage::none), "");
  EXPECT_EQ(to_text(MessageDamage::truncated), "truncated");
  EXPECT_EQ(to_text(MessageDamage::unknown_element), "unknown element");
  EXPECT_EQ(to_text(MessageDamage::bad_identity), "bad identity");
  EXPECT_EQ(to_text(MessageDamage::bad_location), "bad location");
  EXPECT_EQ(to_text(MessageDamage{kMessageDamages}), "");
}

}  // namespace
}  // namespace celltally
