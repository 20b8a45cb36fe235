#include "decode/sctp_fragments.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <numeric>

#include "layers.hpp"
#include "sctp_tap.hpp"

namespace celltally {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

SctpTap tap_with(const SctpFragments::Limits& limits) {
  return SctpTap{{.directions_max = 16, .fragments = limits}};
}

TEST(SctpFragments, GiveTheMessageWhateverOrderTheyComeIn) {
  for (const bool interleaved : {false, true}) {
    std::array<std::uint32_t, 4> order{0, 1, 2, 3};
    do {
      SctpTap tap;
      for (std::size_t i = 0; i < 4; ++i) {
        const std::uint32_t at = order[i];
        // TSNs of I-DATA need not follow each other.
        const sctp::Piece piece{.tsn = interleaved ? 7 + 3 * at : 7 + at,
                                .stream = 2,
                                .number = 5,
                                .fsn = at,
                                .ppid = 60,
                                .first = at == 0,
                                .last = at == 3};
        const std::string part(at + 1, static_cast<char>('a' + at));
        EXPECT_EQ(interleaved ? tap.i_data(piece, part) : tap.data(piece, part),
                  i == 3 ? PacketOutcome::sctp_signalling : PacketOutcome::sctp_held);
        EXPECT_FALSE(tap.packet_has(part));
      }
      EXPECT_THAT(tap.got, ElementsAre("abbcccdddd"));
      EXPECT_EQ(tap.sctp.messages()[0].protocol, SctpPayload::ngap);
      EXPECT_TRUE(tap.sctp.lent());
      EXPECT_EQ(tap.sctp.fragments_held(), 0u);
    } while (std::ranges::next_permutation(order).found);
  }
}

TEST(SctpFragments, OfInterleavedMessagesAreKeptApart) {
  SctpTap tap;
  tap.i_data({.tsn = 1, .stream = 1, .number = 4, .last = false}, "a");
  tap.i_data({.tsn = 2, .stream = 2, .number = 4, .last = false}, "A");
  tap.i_data({.tsn = 3, .stream = 1, .number = 5, .last = false}, "x");
  tap.i_data({.tsn = 4, .stream = 1, .number = 4, .last = false, .unordered = true}, "u");
  tap.i_data({.tsn = 5, .stream = 2, .number = 4, .fsn = 1, .first = false}, "B");
  tap.i_data({.tsn = 6, .stream = 1, .number = 4, .fsn = 1, .first = false, .unordered = true},
             "v");
  tap.i_data({.tsn = 7, .stream = 1, .number = 5, .fsn = 1, .first = false}, "y");
  tap.i_data({.tsn = 8, .stream = 1, .number = 4, .fsn = 1, .first = false}, "b");
  EXPECT_THAT(tap.got, ElementsAre("AB", "uv", "xy", "ab"));
}

// Their SSN means nothing: only a first and a last one part them.
TEST(SctpFragments, OfUnorderedMessagesThatFollowEachOtherAreKeptApart) {
  SctpTap tap;
  const auto feed = [&](std::uint32_t tsn, bool first, bool last, std::string_view payload) {
    return tap.data({.tsn = tsn, .number = tsn, .first = first, .last = last, .unordered = true},
                    payload);
  };
  feed(2, false, true, "b");
  feed(3, true, false, "c");
  feed(4, false, true, "d");
  feed(1, true, false, "a");
  EXPECT_THAT(tap.got, ElementsAre("cd", "ab"));
}

TEST(SctpFragments, NoneIsJoinedBehindALastOrBeforeAFirst) {
  SctpTap tap;
  tap.data({.tsn = 2, .first = false}, "b");
  tap.data({.tsn = 3, .first = false, .last = false}, "impossible");
  tap.data({.tsn = 1, .last = false}, "a");
  tap.data({.tsn = 11, .last = false}, "c");
  tap.data({.tsn = 10, .first = false, .last = false}, "impossible");
  tap.data({.tsn = 12, .first = false}, "d");
  EXPECT_THAT(tap.got, ElementsAre("ab", "cd"));
  EXPECT_EQ(tap.sctp.fragments_held(), 2u);
}

TEST(SctpFragments, OfAnotherStreamOrMessageDoNotFit) {
  SctpTap tap;
  tap.data({.tsn = 1, .stream = 1, .number = 1, .last = false}, "a");
  tap.data({.tsn = 2, .stream = 2, .number = 1, .first = false}, "b");
  tap.data({.tsn = 3, .stream = 1, .number = 1, .last = false}, "c");
  tap.data({.tsn = 4, .stream = 1, .number = 2, .first = false}, "d");
  EXPECT_THAT(tap.got, IsEmpty());
  EXPECT_EQ(tap.sctp.fragments_held(), 4u);
}

TEST(SctpFragments, SeveralMessagesOfOnePacketMayBecomeWhole) {
  SctpTap tap;
  tap.data({.tsn = 1, .last = false}, "a");
  tap.data({.tsn = 3, .last = false}, "c");
  tap.read(sctp::packet(
      {}, {sctp::data({.tsn = 2, .first = false}, text("b")),
           sctp::data({.tsn = 4, .first = false}, text("d")), sctp::data({.tsn = 5}, text("e"))}));
  EXPECT_THAT(tap.got, ElementsAre("ab", "cd", "e"));
}

TEST(SctpFragments, CopyIsNotTakenTwice) {
  SctpTap tap;
  tap.data({.tsn = 1, .last = false}, "a");
  EXPECT_EQ(tap.data({.tsn = 1, .last = false}, "a"), PacketOutcome::sctp_control);
  tap.data({.tsn = 2, .first = false}, "b");
  EXPECT_EQ(tap.data({.tsn = 2, .first = false}, "b"), PacketOutcome::sctp_control);
  EXPECT_THAT(tap.got, ElementsAre("ab"));
  // The same piece of an interleaved message under another TSN.
  tap.i_data({.tsn = 9, .number = 1, .last = false}, "i");
  EXPECT_EQ(tap.i_data({.tsn = 10, .number = 1, .last = false}, "i"), PacketOutcome::sctp_control);
  EXPECT_FALSE(tap.packet_has("i"));
}

TEST(SctpFragments, MessageIsWipedAtTheNextPacket) {
  SctpTap tap;
  tap.data({.tsn = 1, .last = false}, "imsi");
  tap.data({.tsn = 2, .first = false}, "imei");
  const auto payload = tap.sctp.messages()[0].payload;
  tap.sctp.begin_packet(tap.at);
  EXPECT_TRUE(std::ranges::all_of(payload, [](auto octet) { return octet == 0; }));
  EXPECT_TRUE(tap.sctp.messages().empty());
}

TEST(SctpFragments, ExpireWithWhatJoinsThem) {
  SctpTap tap;
  tap.data({.tsn = 1, .last = false}, "a");
  tap.at.ns += 1'500'000'000;
  tap.data({.tsn = 2, .first = false, .last = false}, "b");
  tap.data({.tsn = 9, .last = false}, "x");
  tap.at.ns += 1'000'000'000;
  tap.sctp.begin_packet(tap.at);
  EXPECT_EQ(tap.sctp.fragments().expired, 2u);
  EXPECT_EQ(tap.sctp.fragments_held(), 1u);
  tap.data({.tsn = 3, .first = false}, "c");
  EXPECT_EQ(tap.data({.tsn = 10, .first = false}, "y"), PacketOutcome::sctp_signalling);
  EXPECT_THAT(tap.got, ElementsAre("xy"));
}

TEST(SctpFragments, OldestMessageMakesRoom) {
  SctpTap tap = tap_with({.fragments_max = 3});
  tap.data({.tsn = 1, .last = false}, "a");
  tap.data({.tsn = 2, .first = false, .last = false}, "b");
  tap.data({.tsn = 11, .last = false}, "x");
  tap.data({.tsn = 21, .last = false}, "p");
  EXPECT_EQ(tap.sctp.fragments().evicted, 2u);
  tap.data({.tsn = 22, .first = false}, "q");
  tap.data({.tsn = 3, .first = false}, "c");
  tap.data({.tsn = 12, .first = false}, "y");
  EXPECT_THAT(tap.got, ElementsAre("pq", "xy"));
  EXPECT_EQ(tap.sctp.fragments().evicted, 2u);
}

TEST(SctpFragments, TooLargeATooLongAndTooManyAreRefused) {
  SctpTap tap = tap_with({.fragments_max = 8,
                          .fragment_octets_max = 4,
                          .message_fragments_max = 3,
                          .message_octets_max = 9});
  EXPECT_EQ(tap.data({.tsn = 1, .last = false}, "abcde"), PacketOutcome::fragment_refused);
  EXPECT_FALSE(tap.packet_has("abcde"));
  EXPECT_EQ(tap.sctp.counters().refused, 1u);
  for (std::uint32_t tsn = 10; tsn < 13; ++tsn) {
    EXPECT_EQ(tap.data({.tsn = tsn, .first = tsn == 10, .last = false}, "a"),
              PacketOutcome::sctp_held);
  }
  EXPECT_EQ(tap.data({.tsn = 13, .first = false}, "a"), PacketOutcome::fragment_refused);
  EXPECT_EQ(tap.sctp.fragments().refused, 4u);
  tap.data({.tsn = 20, .last = false}, "abcd");
  tap.data({.tsn = 21, .first = false, .last = false}, "abcd");
  EXPECT_EQ(tap.data({.tsn = 22, .first = false}, "ab"), PacketOutcome::fragment_refused);
  EXPECT_EQ(tap.sctp.fragments().refused, 7u);
  EXPECT_EQ(tap.sctp.fragments_held(), 0u);
  EXPECT_THAT(tap.got, IsEmpty());
}

TEST(SctpFragments, OnePacketCompletesNoMoreThanThereIsRoomFor) {
  SctpTap tap = tap_with({.fragments_max = 8, .fragment_octets_max = 4, .message_octets_max = 8});
  for (const std::uint32_t tsn : {1u, 3u, 5u}) tap.data({.tsn = tsn, .last = false}, "abcd");
  tap.read(sctp::packet({}, {sctp::data({.tsn = 2, .first = false}, text("efgh")),
                             sctp::data({.tsn = 4, .first = false}, text("efgh")),
                             sctp::data({.tsn = 6, .first = false}, text("efgh"))}));
  EXPECT_THAT(tap.got, ElementsAre("abcdefgh", "abcdefgh"));
  EXPECT_EQ(tap.sctp.fragments().refused, 2u);
}

TEST(SctpFragments, LargestMessageFits) {
  SctpTap tap;
  std::string whole;
  for (std::uint32_t i = 0; i < 64; ++i) {
    const std::string part(1024, static_cast<char>('a' + i % 26));
    whole += part;
    tap.data({.tsn = i, .first = i == 0, .last = i == 63}, part);
  }
  EXPECT_THAT(tap.got, ElementsAre(whole));
}

// Whatever the messages are cut into, in whatever order and how often the pieces come.
TEST(SctpFragments, AnySplitOrderAndRepetitionGivesTheSameMessages) {
  layers::Dice dice{7};
  for (int round = 0; round < 500; ++round) {
    std::vector<Octets> chunks;
    std::vector<std::string> sent;
    std::uint32_t tsn = 0xffffffff - dice.roll(40);
    const bool interleaved = dice.roll(2) == 0;
    for (std::uint32_t number = 0; number < 5; ++number) {
      const std::uint32_t pieces = 1 + dice.roll(6);
      const bool unordered = dice.roll(3) == 0;
      sent.emplace_back();
      for (std::uint32_t i = 0; i < pieces; ++i) {
        std::string part;
        for (std::uint32_t size = 1 + dice.roll(9); size != 0; --size) {
          part += static_cast<char>('a' + dice.roll(26));
        }
        sent.back() += part;
        const sctp::Piece piece{.tsn = tsn++,
                                .stream = 1,
                                .number = number,
                                .fsn = i,
                                .first = i == 0,
                                .last = i + 1 == pieces,
                                .unordered = unordered};
        chunks.push_back(interleaved ? sctp::i_data(piece, text(part))
                                     : sctp::data(piece, text(part)));
        if (dice.roll(3) == 0) chunks.push_back(chunks.back());
      }
    }
    for (std::size_t i = chunks.size(); i > 1; --i) std::swap(chunks[i - 1], chunks[dice.roll(i)]);
    SctpTap tap;
    for (std::size_t from = 0; from < chunks.size();) {
      const std::size_t count = std::min<std::size_t>(1 + dice.roll(4), chunks.size() - from);
      tap.read(sctp::packet({}, std::span{chunks}.subspan(from, count)));
      from += count;
    }
    ASSERT_THAT(tap.got, testing::UnorderedElementsAreArray(sent)) << round;
    ASSERT_EQ(tap.sctp.fragments_held(), 0u);
  }
}

}  // namespace
}  // namespace celltally
