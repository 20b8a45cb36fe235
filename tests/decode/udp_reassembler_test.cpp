#include "decode/udp_reassembler.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string_view>
#include <vector>

#include "fragment_feeder.hpp"
#include "layers.hpp"

namespace celltally {
namespace {

using namespace layers;
using Feeder = FragmentFeeder;

TEST(UdpReassembler, GivesTheDatagramWhateverOrderTheFragmentsComeIn) {
  std::array<std::size_t, 4> order{0, 1, 2, 3};
  do {
    Feeder feeder{{}};
    for (std::size_t i = 0; i < 4; ++i) {
      const std::size_t begin = order[i] * 16;
      const bool last = order[i] == 3;
      EXPECT_EQ(feeder.feed(7, begin, last ? 51 : begin + 16, !last),
                i == 3 ? PacketOutcome::signalling : PacketOutcome::fragment_held);
    }
    EXPECT_TRUE(std::ranges::equal(feeder.whole.payload, numbered(51)));
    EXPECT_TRUE(std::ranges::equal(feeder.whole.source.bytes(), feeder.client));
    EXPECT_TRUE(std::ranges::equal(feeder.whole.destination.bytes(), kServer));
    EXPECT_FALSE(feeder.whole.fragment);
    EXPECT_TRUE(feeder.reassembler.lent());
    EXPECT_EQ(feeder.reassembler.held(), 0u);
  } while (std::ranges::next_permutation(order).found);
}

TEST(UdpReassembler, AddressesOfTheWholeAreCopies) {
  Feeder feeder{{}};
  feeder.feed(7, 0, 16, true);
  feeder.feed(7, 16, 20, false);
  feeder.client.fill(0);
  EXPECT_EQ(feeder.whole.source.bytes().back(), 1);
}

TEST(UdpReassembler, WipesEachFragmentInThePacket) {
  Feeder feeder{{}};
  feeder.feed(7, 0, 16, true);
  EXPECT_TRUE(all_zero(feeder.packet));
  feeder.feed(7, 0, 16, true);  // a copy
  EXPECT_TRUE(all_zero(feeder.packet));
  feeder.feed(7, 8, 24, true);  // refused
  EXPECT_TRUE(all_zero(feeder.packet));
  feeder.feed(7, 16, 24, true);  // of a refused datagram
  EXPECT_TRUE(all_zero(feeder.packet));
}

TEST(UdpReassembler, WipesTheDatagramAtTheNextPacket) {
  Feeder feeder{{}};
  feeder.feed(7, 16, 20, false);
  feeder.feed(7, 0, 16, true);
  ASSERT_FALSE(all_zero(feeder.whole.payload));
  feeder.reassembler.begin_packet({});
  EXPECT_TRUE(all_zero(feeder.whole.payload));
  EXPECT_FALSE(feeder.reassembler.lent());
}

// One place only: the next datagram shows where its memory is.
TEST(UdpReassembler, WipesADatagramThatIsEvictedExpiredOrRefused) {
  for (const std::string_view reason : {"evicted", "expired", "refused"}) {
    SCOPED_TRACE(reason);
    Feeder feeder{{.datagrams_max = 1, .datagram_octets_max = 64}};
    feeder.feed(1, 32, 48, true);
    feeder.feed(1, 56, 60, false);
    if (reason == "refused") feeder.feed(1, 40, 48, true);
    const Timestamp later = Timestamp::from_seconds(reason == "expired" ? 3 : 0);
    feeder.feed(2, 0, 8, true, later);
    ASSERT_EQ(feeder.feed(2, 8, 16, false, later), PacketOutcome::signalling);
    const std::span<std::uint8_t> memory{feeder.whole.payload.data(), 64};
    EXPECT_TRUE(all_zero(memory.subspan(16)));
  }
}

TEST(UdpReassembler, KeepsDatagramsApartByNumberAndAddresses) {
  Feeder feeder{{}};
  feeder.feed(1, 0, 8, true);
  EXPECT_EQ(feeder.feed(2, 8, 12, false), PacketOutcome::fragment_held);
  feeder.client[3] = 9;
  EXPECT_EQ(feeder.feed(1, 8, 12, false), PacketOutcome::fragment_held);
  EXPECT_EQ(feeder.reassembler.held(), 3u);
  EXPECT_EQ(feeder.feed(1, 0, 8, true), PacketOutcome::signalling);
}

TEST(UdpReassembler, AddressesOfBothFamiliesThatBeginAlikeAreDifferent) {
  Feeder feeder{{}};
  feeder.feed(1, 0, 8, true);
  const std::array<std::uint8_t, 16> long_client{10, 1, 1, 1};
  const std::array<std::uint8_t, 16> long_server{10, 2, 2, 2};
  feeder.packet = numbered(4);
  IpPacket ip = feeder.fragment(1, 8, false);
  ip.source = IpAddress::of(long_client);
  ip.destination = IpAddress::of(long_server);
  EXPECT_EQ(feeder.feed_packet(ip), PacketOutcome::fragment_held);
  EXPECT_EQ(feeder.reassembler.held(), 2u);
}

TEST(UdpReassembler, IgnoresACopyOfAFragment) {
  Feeder feeder{{}};
  feeder.feed(7, 0, 16, true);
  EXPECT_EQ(feeder.feed(7, 0, 16, true), PacketOutcome::fragment_held);
  EXPECT_EQ(feeder.counters().duplicates, 1u);
  EXPECT_EQ(feeder.feed(7, 16, 17, false), PacketOutcome::signalling);
  EXPECT_EQ(feeder.whole.payload.size(), 17u);
}

struct Piece {
  std::size_t begin;
  std::size_t end;
  bool more;
};

struct RefusedCase {
  const char* name;
  std::vector<Piece> held;
  Piece refused;
};

const RefusedCase kRefused[] = {
    {"overlaps the end of another", {{0, 16, true}}, {8, 24, true}},
    {"overlaps the beginning of another", {{8, 24, true}}, {0, 16, true}},
    {"lies in another", {{0, 24, true}}, {8, 16, true}},
    {"goes around another", {{8, 16, true}}, {0, 24, true}},
    {"same beginning, longer", {{0, 8, true}}, {0, 16, true}},
    {"goes beyond the last", {{16, 20, false}}, {24, 32, true}},
    {"says more where the last one ends", {{16, 24, false}}, {8, 16, true}},
    {"two different last ones", {{16, 20, false}}, {24, 28, false}},
    {"last one before what is held", {{16, 24, true}}, {8, 12, false}},
    {"empty", {}, {8, 8, true}},
    {"empty last one", {{0, 8, true}}, {8, 8, false}},
    {"more, but no multiple of eight", {}, {0, 12, true}},
    {"ends beyond the largest datagram", {}, {120, 129, false}},
    {"begins beyond the largest datagram", {{0, 8, true}}, {65528, 65536, true}},
    {"fifth fragment",
     {{0, 8, true}, {8, 16, true}, {16, 24, true}, {24, 32, true}},
     {32, 40, true}},
};

TEST(UdpReassembler, RefusesADatagramWithAFragmentThatCannotBe) {
  for (const RefusedCase& refused : kRefused) {
    SCOPED_TRACE(refused.name);
    Feeder feeder{{.datagrams_max = 4, .datagram_octets_max = 128, .fragments_max = 4}};
    for (const Piece& piece : refused.held) {
      if (std::string_view{refused.name} == "says more where the last one ends") {
        feeder.feed(7, 16, 24, false);
        ASSERT_EQ(feeder.feed(7, 24, 32, true), PacketOutcome::fragment_refused);
        continue;
      }
      ASSERT_EQ(feeder.feed(7, piece.begin, piece.end, piece.more), PacketOutcome::fragment_held);
    }
    EXPECT_EQ(feeder.feed(7, refused.refused.begin, refused.refused.end, refused.refused.more),
              PacketOutcome::fragment_refused);
    EXPECT_EQ(feeder.counters().begun, 1u);
    EXPECT_EQ(feeder.counters().refused, 1u);
    EXPECT_EQ(feeder.reassembler.held(), 0u);
  }
}

// RFC 5722 4: "including those not yet received".
TEST(UdpReassembler, TheRestOfARefusedDatagramIsRefusedUntilItIsTooOld) {
  Feeder feeder{{}};
  feeder.feed(7, 0, 16, true);
  feeder.feed(7, 8, 24, true);
  EXPECT_EQ(feeder.feed(7, 0, 16, true), PacketOutcome::fragment_refused);
  EXPECT_EQ(feeder.feed(7, 24, 32, false), PacketOutcome::fragment_refused);
  EXPECT_EQ(feeder.counters().begun, 1u);
  EXPECT_EQ(feeder.feed(7, 0, 16, true, Timestamp::from_seconds(3)), PacketOutcome::fragment_held);
}

TEST(UdpReassembler, RefusesACutFragment) {
  Feeder feeder{{}};
  feeder.packet = numbered(8);
  IpPacket ip = feeder.fragment(7, 8, false);
  ip.cut = true;
  EXPECT_EQ(feeder.feed_packet(ip), PacketOutcome::fragment_refused);
  EXPECT_TRUE(all_zero(feeder.packet));
}

TEST(UdpReassembler, TheLargestDatagramFits) {
  Feeder feeder{{.datagram_octets_max = 65535, .fragments_max = 3}};
  feeder.feed(7, 0, 32768, true);
  feeder.feed(7, 32768, 65528, true);
  EXPECT_EQ(feeder.feed(7, 65528, 65535, false), PacketOutcome::signalling);
  EXPECT_EQ(feeder.whole.payload.size(), 65535u);
}

// A slow obvious reassembler beside the fast one: whatever comes, they agree on when a datagram is
// whole and on its octets.
TEST(UdpReassembler, AgreesWithTheObviousWayOnRandomFragments) {
  Dice dice{1};
  for (int round = 0; round < 2000; ++round) {
    Feeder feeder{{.datagrams_max = 8, .datagram_octets_max = 80, .fragments_max = 6}};
    std::map<std::size_t, Piece> pieces;
    std::size_t total = 0;
    bool refused = false;
    for (int i = 0; i < 12; ++i) {
      const std::size_t begin = std::size_t{8} * dice.roll(6);
      const std::size_t end = begin + 8 + std::size_t{8} * dice.roll(2);
      const bool more = dice.roll(3) != 0;
      const PacketOutcome outcome = feeder.feed(7, begin, end, more);
      const auto same = pieces.find(begin);
      const bool copy = same != pieces.end() && same->second.end == end;
      if (!refused && !copy) {
        for (const auto& [at, piece] : pieces) {
          refused |= (begin < piece.end && piece.begin < end) || (!more && piece.end > end);
        }
        refused |= pieces.size() == 6 || (total != 0 && (!more || end >= total));
        if (!refused) pieces[begin] = {begin, end, more};
        if (!refused && !more) total = end;
      }
      std::size_t received = 0;
      for (const auto& [at, piece] : pieces) received += piece.end - piece.begin;
      const bool whole = !refused && total != 0 && received == total;
      ASSERT_EQ(outcome, refused ? PacketOutcome::fragment_refused
                         : whole ? PacketOutcome::signalling
                                 : PacketOutcome::fragment_held);
      if (!whole) continue;
      EXPECT_TRUE(std::ranges::equal(feeder.whole.payload, numbered(total)));
      break;
    }
  }
}

}  // namespace
}  // namespace celltally
