#include "decode/tcp_transport.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "tests/decode/tcp_tap.hpp"

namespace celltally {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

const std::string kOne = sip_text("one");
const std::string kTwo = sip_text("two!");
const std::string kThree = sip_text("");

TEST(TcpTransport, GivesAMessageWithItsEndsWhereItStands) {
  TcpTap tap;
  EXPECT_EQ(tap.data(0, kOne), PacketOutcome::tcp_signalling);
  ASSERT_EQ(tap.tcp.messages().size(), 1u);
  const TcpMessage& message = tap.tcp.messages()[0];
  EXPECT_EQ(message.protocol, TcpProtocol::sip);
  EXPECT_FALSE(message.cut);
  EXPECT_FALSE(tap.tcp.lent());
  EXPECT_EQ(message.payload.data() + message.payload.size(), tap.bytes.data() + tap.bytes.size());
  const TcpEndpoints& ends = tap.tcp.endpoints();
  EXPECT_TRUE(std::ranges::equal(ends.source.bytes(), tap.client));
  EXPECT_TRUE(std::ranges::equal(ends.destination.bytes(), tap.server));
  EXPECT_EQ(ends.source_port, 40000);
  EXPECT_EQ(ends.destination_port, 5060);
}

TEST(TcpTransport, GivesEveryMessageOfASegment) {
  TcpTap tap;
  EXPECT_EQ(tap.data(0, kOne + kTwo + kThree), PacketOutcome::tcp_signalling);
  EXPECT_THAT(tap.got, ElementsAre(kOne, kTwo, kThree));
}

TEST(TcpTransport, JoinsAMessageFromSegmentsOfAnySize) {
  const std::string stream = kOne + kTwo + kThree;
  for (std::size_t size = 1; size < stream.size(); ++size) {
    TcpTap tap;
    tap.syn();
    for (std::size_t at = 0; at < stream.size(); at += size) {
      tap.data(at, stream.substr(at, size));
      EXPECT_TRUE(!tap.tcp.messages().empty() || !tap.packet_has("MESS"));
    }
    EXPECT_THAT(tap.got, ElementsAre(kOne, kTwo, kThree)) << size;
    EXPECT_EQ(tap.tcp.octets_held(), 0u);
  }
}

TEST(TcpTransport, JoinsDiameterFromSegmentsOfAnySize) {
  const std::string one = diameter_text(20);
  const std::string two = diameter_text(64, 'y');
  for (std::size_t size = 1; size < one.size() + two.size(); ++size) {
    TcpTap tap;
    tap.ends.source_port = 3868;
    tap.ends.destination_port = 50000;
    const std::string stream = one + two;
    for (std::size_t at = 0; at < stream.size(); at += size) tap.data(at, stream.substr(at, size));
    EXPECT_THAT(tap.got, ElementsAre(one, two)) << size;
  }
}

TEST(TcpTransport, OtherPortsAreNotTouched) {
  TcpTap tap;
  tap.ends.destination_port = 443;
  EXPECT_EQ(tap.data(0, kOne), PacketOutcome::other_traffic);
  EXPECT_TRUE(tap.packet_has("MESSAGE"));
  EXPECT_EQ(tap.tcp.counters().segments, 0u);
  EXPECT_EQ(tap.tcp.directions(), 0u);
}

TEST(TcpTransport, ARetransmissionIsNotGivenAgainAndIsWiped) {
  TcpTap tap;
  tap.data(0, kOne);
  EXPECT_EQ(tap.data(0, kOne), PacketOutcome::tcp_control);
  EXPECT_FALSE(tap.packet_has("one"));
  EXPECT_EQ(tap.data(kOne.size() - 1, "e"), PacketOutcome::tcp_control);  // keep-alive
  EXPECT_THAT(tap.got, ElementsAre(kOne));
  EXPECT_EQ(tap.tcp.counters().copies, 2u);
}

TEST(TcpTransport, OfAnOverlapOnlyWhatIsNewIsTaken) {
  TcpTap tap;
  tap.data(0, kOne);
  EXPECT_EQ(tap.data(4, kOne.substr(4) + kTwo), PacketOutcome::tcp_signalling);
  EXPECT_THAT(tap.got, ElementsAre(kOne, kTwo));
}

TEST(TcpTransport, TheFirstOctetsSeenCount) {
  TcpTap tap;
  tap.syn();
  const std::string other = sip_text("ONE");
  tap.data(kOne.size() - 3, "one");  // before its turn
  tap.data(0, other);                // overlaps
  EXPECT_THAT(tap.got, ElementsAre(kOne));
}

TEST(TcpTransport, PutsSegmentsInOrder) {
  TcpTap tap;
  tap.syn();
  EXPECT_EQ(tap.data(kOne.size(), kTwo), PacketOutcome::tcp_held);
  EXPECT_FALSE(tap.packet_has("two"));
  EXPECT_EQ(tap.data(kOne.size() + kTwo.size(), kThree), PacketOutcome::tcp_held);
  EXPECT_EQ(tap.data(kOne.size(), kTwo), PacketOutcome::tcp_control);  // a copy
  EXPECT_THAT(tap.got, IsEmpty());
  EXPECT_EQ(tap.data(0, kOne), PacketOutcome::tcp_signalling);
  EXPECT_TRUE(tap.tcp.lent());
  EXPECT_THAT(tap.got, ElementsAre(kOne, kTwo, kThree));
  tap.at.ns += 1;
  tap.tcp.begin_packet(tap.at);
  EXPECT_FALSE(tap.tcp.lent());
  EXPECT_EQ(tap.tcp.octets_held(), 0u);
}

TEST(TcpTransport, SequenceNumbersWrapAround) {
  TcpTap tap;
  tap.isn = 0xffffffff - 20;
  tap.syn();
  tap.data(kOne.size(), kTwo);
  tap.data(0, kOne.substr(0, 30));
  tap.data(30, kOne.substr(30));
  EXPECT_THAT(tap.got, ElementsAre(kOne, kTwo));
}

TEST(TcpTransport, BothDirectionsAreApart) {
  TcpTap up;
  up.data(0, kOne.substr(0, 10));
  std::swap(up.client, up.server);
  std::swap(up.ends.source_port, up.ends.destination_port);
  up.data(0, kTwo);
  std::swap(up.client, up.server);
  std::swap(up.ends.source_port, up.ends.destination_port);
  up.data(10, kOne.substr(10));
  EXPECT_THAT(up.got, ElementsAre(kTwo, kOne));
}

TEST(TcpTransport, JoinsAConnectionAnywhere) {
  TcpTap tap;
  EXPECT_EQ(tap.data(0, "v: 1\r\n\r\nbody"), PacketOutcome::tcp_unknown);
  EXPECT_EQ(tap.data(12, " goes on\r\n" + kOne), PacketOutcome::tcp_signalling);
  EXPECT_THAT(tap.got, ElementsAre(kOne));
}

TEST(TcpTransport, JoinsDiameterAnywhere) {
  TcpTap tap;
  tap.ends.destination_port = 3868;
  const std::string two = diameter_text(32, 'z');
  // Zeroes and ones, which could begin a header; the beginning of the next message in one segment,
  // the rest in the other.
  EXPECT_EQ(tap.data(0, std::string(40, '\1') + two.substr(0, 2)), PacketOutcome::tcp_held);
  EXPECT_EQ(tap.data(42, two.substr(2)), PacketOutcome::tcp_signalling);
  EXPECT_THAT(tap.got, ElementsAre(two));
}

TEST(TcpTransport, EmptyLinesKeepAConnectionAlive) {
  TcpTap tap;
  tap.syn();
  EXPECT_EQ(tap.data(0, "\r\n\r\n"), PacketOutcome::tcp_control);
  EXPECT_EQ(tap.data(4, "\r\n" + kOne), PacketOutcome::tcp_signalling);
  EXPECT_THAT(tap.got, ElementsAre(kOne));
  EXPECT_EQ(tap.tcp.counters().passed_octets, 6u);
}

TEST(TcpTransport, AHoleIsWaitedForAndThenPassed) {
  TcpTap tap;
  tap.syn();
  const std::size_t after = kOne.size() + 100;
  tap.data(0, kOne.substr(0, 20));
  EXPECT_EQ(tap.data(after, kTwo), PacketOutcome::tcp_held);
  tap.at.ns += 1'900'000'000;
  EXPECT_EQ(tap.data(after + kTwo.size(), kThree), PacketOutcome::tcp_held);
  tap.at.ns += 200'000'000;
  EXPECT_EQ(tap.data(after + kTwo.size() + kThree.size(), kOne), PacketOutcome::tcp_signalling);
  EXPECT_THAT(tap.got, ElementsAre(kTwo, kThree, kOne));
  EXPECT_EQ(tap.tcp.counters().holes, 1u);
  EXPECT_EQ(tap.tcp.counters().given_up_octets, 20u);
  // What comes too late is a copy, and what comes next is in order.
  EXPECT_EQ(tap.data(20, kOne.substr(20)), PacketOutcome::tcp_control);
  EXPECT_EQ(tap.data(after + kTwo.size() + kThree.size() + kOne.size(), kTwo),
            PacketOutcome::tcp_signalling);
}

TEST(TcpTransport, WhatWaitsTooLongIsWiped) {
  TcpTap tap;
  tap.syn();
  tap.data(0, kOne.substr(0, 20));
  tap.at.ns += 5'000'000'000;
  tap.tcp.begin_packet(tap.at);
  EXPECT_EQ(tap.tcp.octets_held(), 20u);
  tap.at.ns += 1;
  tap.tcp.begin_packet(tap.at);
  EXPECT_EQ(tap.tcp.octets_held(), 0u);
  EXPECT_EQ(tap.tcp.counters().expired, 1u);
  tap.expect_conservation();
  // Goes on wherever the next segment is.
  EXPECT_EQ(tap.data(kOne.size(), kTwo), PacketOutcome::tcp_signalling);
  EXPECT_THAT(tap.got, ElementsAre(kTwo));
}

TEST(TcpTransport, WhatWasLentIsWipedWithTheNextPacket) {
  TcpTap tap;
  tap.data(0, kOne.substr(0, 20));
  tap.data(20, kOne.substr(20) + kTwo.substr(0, 3));
  ASSERT_TRUE(tap.tcp.lent());
  const auto lent = tap.tcp.messages()[0].payload;
  EXPECT_EQ(lent[0], 'M');
  tap.tcp.begin_packet(tap.at);
  EXPECT_EQ(std::string(lent.begin(), lent.begin() + 3), kTwo.substr(0, 3));  // moved to the front
  EXPECT_EQ(std::ranges::count(lent.subspan(3), 0), static_cast<std::ptrdiff_t>(lent.size() - 3));
  tap.data(kOne.size() + 3, kTwo.substr(3));
  EXPECT_THAT(tap.got, ElementsAre(kOne, kTwo));
}

TEST(TcpTransport, WhatExpiredMayComeAgain) {
  TcpTap tap;
  tap.syn();
  tap.data(0, kOne.substr(0, 20));
  tap.at.ns += 6'000'000'000;
  tap.data(0, kOne);
  EXPECT_THAT(tap.got, ElementsAre(kOne));
}

TEST(TcpTransport, AClockThatJumpsBackKeepsNothingForEver) {
  TcpTap tap;
  tap.data(0, kOne.substr(0, 20));
  tap.at.ns -= 6'000'000'000;
  tap.tcp.begin_packet(tap.at);
  EXPECT_EQ(tap.tcp.octets_held(), 0u);
}

TEST(TcpTransport, AResetForgetsWhatWaitsButNotWhatWasGiven) {
  TcpTap tap;
  tap.data(0, kOne + kTwo.substr(0, 5));
  EXPECT_EQ(tap.flags(kOne.size() + 5, tcp::kRst), PacketOutcome::tcp_control);
  EXPECT_EQ(tap.tcp.octets_held(), 0u);
  EXPECT_EQ(tap.tcp.counters().forgotten, 1u);
  EXPECT_EQ(tap.data(0, kOne), PacketOutcome::tcp_control);
}

TEST(TcpTransport, AResetFromTheOtherSideForgetsToo) {
  TcpTap tap;
  tap.data(0, kOne.substr(0, 5));
  std::swap(tap.client, tap.server);
  std::swap(tap.ends.source_port, tap.ends.destination_port);
  tap.flags(0, tcp::kRst | tcp::kAck);
  EXPECT_EQ(tap.tcp.octets_held(), 0u);
}

TEST(TcpTransport, ANewConnectionOfTheSamePortsBeginsAnew) {
  TcpTap tap;
  tap.syn();
  tap.data(0, kOne + kTwo.substr(0, 5));
  EXPECT_EQ(tap.syn(), PacketOutcome::tcp_control);  // a copy of its own beginning
  EXPECT_EQ(tap.tcp.octets_held(), 5u);
  tap.isn += 0x40000000;
  tap.syn();
  EXPECT_EQ(tap.tcp.octets_held(), 0u);
  tap.data(0, kOne);
  EXPECT_THAT(tap.got, ElementsAre(kOne, kOne));
  EXPECT_EQ(tap.tcp.counters().directions_restarted, 1u);
}

TEST(TcpTransport, SoDoesOneWhoseBeginningWasNotSeen) {
  TcpTap tap;
  tap.data(0, kOne);
  tap.isn -= 0x40000000;
  tap.data(0, kTwo);
  tap.isn -= 0x50000000;  // far ahead, as the numbers go round
  tap.isn -= 0x60000000;
  tap.data(0, kThree);
  EXPECT_THAT(tap.got, ElementsAre(kOne, kTwo, kThree));
}

TEST(TcpTransport, DataMayComeWithSynAndFin) {
  TcpTap tap;
  tcp::Header header;
  header.sequence = tap.isn - 1;
  header.flags = tcp::kSyn;
  tap.read(tcp::segment(header, Octets(kOne.begin(), kOne.end())));
  header.sequence = static_cast<std::uint32_t>(tap.isn + kOne.size());
  header.flags = tcp::kFin | tcp::kAck;
  header.option_words = 10;
  tap.read(tcp::segment(header, Octets(kTwo.begin(), kTwo.end())));
  EXPECT_THAT(tap.got, ElementsAre(kOne, kTwo));
  EXPECT_EQ(tap.flags(kOne.size() + kTwo.size(), tcp::kFin | tcp::kAck),
            PacketOutcome::tcp_control);
}

}  // namespace
}  // namespace celltally
