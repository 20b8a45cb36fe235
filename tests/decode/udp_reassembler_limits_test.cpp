#include "decode/udp_reassembler.hpp"

#include <gtest/gtest.h>

#include "fragment_feeder.hpp"
#include "layers.hpp"

namespace celltally {
namespace {

using namespace layers;
using Feeder = FragmentFeeder;

TEST(UdpReassembler, ExpiresByPacketTimeAlsoWhenNoFragmentComes) {
  Feeder feeder{{.age_s_max = 2}};
  feeder.feed(1, 0, 8, true, Timestamp::from_seconds(10));
  feeder.feed(2, 0, 8, true, Timestamp::from_seconds(11));
  feeder.reassembler.begin_packet(Timestamp::from_seconds(12));
  EXPECT_EQ(feeder.counters().expired, 0u);
  feeder.reassembler.begin_packet({Timestamp::from_seconds(12).ns + 1});
  EXPECT_EQ(feeder.counters().expired, 1u);
  EXPECT_EQ(feeder.reassembler.held(), 1u);
  feeder.expect_conservation();
}

TEST(UdpReassembler, AClockThatJumpsDoesNotKeepAnything) {
  for (const std::int64_t at : {INT64_MIN, std::int64_t{0}, INT64_MAX}) {
    for (const std::int64_t then : {INT64_MIN, std::int64_t{0}, INT64_MAX}) {
      Feeder feeder{{}};
      feeder.feed(1, 0, 8, true, {at});
      feeder.reassembler.begin_packet({then});
      // The two ends of time are a nanosecond apart on a clock that wraps around.
      const bool near = at == then || (at != 0 && then != 0);
      EXPECT_EQ(feeder.reassembler.held(), near ? 1u : 0u) << at << ' ' << then;
    }
  }
}

TEST(UdpReassembler, EvictsTheOldestWhenFull) {
  Feeder feeder{{.datagrams_max = 2}};
  feeder.feed(1, 0, 8, true);
  feeder.feed(2, 0, 8, true);
  feeder.feed(1, 8, 16, true);  // being fed does not make it younger
  feeder.feed(3, 0, 8, true);
  EXPECT_EQ(feeder.counters().evicted, 1u);
  EXPECT_EQ(feeder.feed(2, 8, 9, false), PacketOutcome::signalling);
  EXPECT_EQ(feeder.feed(3, 8, 9, false), PacketOutcome::signalling);
}

TEST(UdpReassembler, ADroppedDatagramTakesNoPlace) {
  Feeder feeder{{}};
  feeder.feed(7, 8, 16, false);  // came before its first
  feeder.packet = numbered(8);
  feeder.reassembler.drop(feeder.fragment(7, 0, true), PacketOutcome::user_plane, {});
  EXPECT_EQ(feeder.reassembler.held(), 0u);
  EXPECT_EQ(feeder.counters().refused, 1u);
  EXPECT_EQ(feeder.feed(7, 8, 16, false), PacketOutcome::user_plane);
  EXPECT_FALSE(all_zero(feeder.packet));  // not signalling, not worth the time
  EXPECT_EQ(feeder.counters().begun, 1u);
}

TEST(UdpReassembler, ANumberMayComeAgainForAnotherDatagram) {
  Feeder feeder{{}};
  feeder.packet = numbered(8);
  feeder.reassembler.drop(feeder.fragment(7, 0, true), PacketOutcome::user_plane, {});
  EXPECT_EQ(feeder.feed(7, 0, 8, true), PacketOutcome::fragment_held);
  EXPECT_EQ(feeder.feed(7, 8, 9, false), PacketOutcome::signalling);
}

TEST(UdpReassembler, ForgetsWhatWasDroppedFirstWhenTooMuchWas) {
  Feeder feeder{{}};
  feeder.packet = numbered(8);
  for (std::uint32_t id = 0; id < 5000; ++id) {
    feeder.reassembler.drop(feeder.fragment(id, 0, true), PacketOutcome::user_plane, {});
  }
  EXPECT_EQ(feeder.feed(0, 8, 16, false), PacketOutcome::fragment_held);
  EXPECT_EQ(feeder.feed(4999, 8, 16, false), PacketOutcome::user_plane);
}

// Fragments of eight octets that never make a datagram, each of its own datagram or as many of one
// as fit: the steps grow with the fragments and not with what is held.
TEST(UdpReassembler, AFloodCostsBoundedStepsForEachFragment) {
  constexpr std::size_t kFragments = 100000;
  for (const std::size_t of_one : {std::size_t{1}, std::size_t{32}}) {
    Feeder feeder{{.datagrams_max = 4096, .datagram_octets_max = 512}};
    Octets packet = numbered(8);
    for (std::size_t i = 0; i < kFragments; ++i) {
      feeder.packet = packet;
      const auto id = static_cast<std::uint32_t>(i / of_one);
      IpPacket whole;
      feeder.reassembler.add(feeder.fragment(id, (i % of_one + 1) * 8, true), {}, whole);
    }
    feeder.expect_conservation();
    // Chains of a half-full table, and the ranges of the one datagram, 16 on average.
    EXPECT_LT(feeder.reassembler.steps(), kFragments * (of_one == 1 ? 4 : 24));
  }
}

}  // namespace
}  // namespace celltally
