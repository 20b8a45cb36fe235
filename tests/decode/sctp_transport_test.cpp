#include "decode/sctp_transport.hpp"

#include <gmock/gmock.h>

#include <algorithm>

#include "sctp_tap.hpp"

namespace celltally {
namespace {

using testing::ElementsAre;

constexpr sctp::Direction kUp{};
constexpr sctp::Direction kDown{.source_port = 36412, .destination_port = 40000, .tag = 0x22222222};

TEST(SctpTransport, GivesAMessageWithItsEnds) {
  SctpTap tap;
  EXPECT_EQ(tap.data({.tsn = 7, .stream = 3}, "attach"), PacketOutcome::sctp_signalling);
  ASSERT_EQ(tap.sctp.messages().size(), 1u);
  const SctpMessage& message = tap.sctp.messages()[0];
  EXPECT_TRUE(std::ranges::equal(message.payload, text("attach")));
  EXPECT_EQ(message.ppid, 18u);
  EXPECT_EQ(message.protocol, SctpPayload::s1ap);
  EXPECT_FALSE(message.cut);
  const SctpEndpoints& ends = tap.sctp.endpoints();
  EXPECT_TRUE(std::ranges::equal(ends.source.bytes(), tap.client));
  EXPECT_TRUE(std::ranges::equal(ends.destination.bytes(), tap.server));
  EXPECT_EQ(ends.direction, (SctpDirectionKey{40000, 36412, 0x11111111}));
  EXPECT_FALSE(tap.sctp.lent());
}

TEST(SctpTransport, ReadsEveryChunkOfAPacket) {
  SctpTap tap;
  const Octets packet = sctp::packet(
      kUp, {sctp::sack(1), sctp::data({.tsn = 1}, text("a")), sctp::chunk(4, 0, text("beat")),
            sctp::data({.tsn = 2, .stream = 1}, text("bcdef")), sctp::data({.tsn = 3}, text("g")),
            sctp::chunk(130, 0, text("reconfig")), sctp::i_data({.tsn = 4}, text("h"))});
  EXPECT_EQ(tap.read(packet), PacketOutcome::sctp_signalling);
  EXPECT_THAT(tap.got, ElementsAre("a", "bcdef", "g", "h"));
  EXPECT_EQ(tap.sctp.counters().control, 3u);
}

TEST(SctpTransport, PaddingOfTheLastChunkMayBeLeftOut) {
  SctpTap tap;
  Octets packet = sctp::packet(kUp, {sctp::data({.tsn = 1}, text("abcde"))});
  packet.resize(packet.size() - 3);
  EXPECT_EQ(tap.read(packet), PacketOutcome::sctp_signalling);
  EXPECT_THAT(tap.got, ElementsAre("abcde"));
}

TEST(SctpTransport, UnknownPayloadIsGivenToo) {
  SctpTap tap;
  EXPECT_EQ(tap.data({.ppid = 51}, "chat", {9, 10, 1}), PacketOutcome::sctp_unknown);
  EXPECT_EQ(tap.data({.tsn = 2, .ppid = 66}, "dtls"), PacketOutcome::sctp_unknown);
  EXPECT_THAT(tap.got, ElementsAre("chat", "dtls"));
}

TEST(SctpTransport, RetransmissionIsNotGivenAgainAndIsWiped) {
  SctpTap tap;
  tap.data({.tsn = 1}, "once");
  EXPECT_EQ(tap.data({.tsn = 1}, "once"), PacketOutcome::sctp_control);
  EXPECT_FALSE(tap.packet_has("on"));
  tap.data({.tsn = 2}, "more");
  tap.data({.tsn = 1}, "once");
  EXPECT_THAT(tap.got, ElementsAre("once", "more"));
  EXPECT_EQ(tap.sctp.counters().copies, 2u);
}

TEST(SctpTransport, RetransmissionByAnotherPathIsNotGivenAgain) {
  SctpTap tap;
  tap.data({.tsn = 1}, "once");
  tap.client = {192, 168, 7, 7};
  tap.server = {192, 168, 9, 9};
  EXPECT_EQ(tap.data({.tsn = 1}, "once"), PacketOutcome::sctp_control);
  EXPECT_EQ(tap.data({.tsn = 2}, "more"), PacketOutcome::sctp_signalling);
  EXPECT_EQ(tap.sctp.endpoints().source.bytes()[0], 10) << "the end's first address names it";
  EXPECT_EQ(tap.sctp.directions(), 1u);
}

TEST(SctpTransport, FragmentsMayComeByDifferentPaths) {
  SctpTap tap;
  tap.data({.tsn = 1, .last = false}, "he");
  tap.client = {192, 168, 7, 7};
  EXPECT_EQ(tap.data({.tsn = 2, .first = false}, "re"), PacketOutcome::sctp_signalling);
  EXPECT_THAT(tap.got, ElementsAre("here"));
}

TEST(SctpTransport, DirectionsAreApart) {
  SctpTap tap;
  tap.data({.tsn = 1, .last = false}, "up");
  tap.data({.tsn = 1, .last = false}, "down", kDown);
  tap.data({.tsn = 2, .first = false}, "ward", kDown);
  tap.data({.tsn = 2, .first = false}, "wind");
  tap.data({.tsn = 1}, "other", {.tag = 5});
  EXPECT_THAT(tap.got, ElementsAre("downward", "upwind", "other"));
  EXPECT_EQ(tap.sctp.directions(), 3u);
}

TEST(SctpTransport, BeginsInTheMiddleAlsoWithAnOlderNumber) {
  SctpTap tap;
  tap.data({.tsn = 0, .first = false}, "tail of something");
  tap.data({.tsn = 0xfffffffe}, "a");
  tap.data({.tsn = 1}, "b");
  tap.data({.tsn = 0xfffffffe}, "a");
  EXPECT_THAT(tap.got, ElementsAre("a", "b"));
}

TEST(SctpTransport, FragmentsWrapAround) {
  SctpTap tap;
  tap.data({.tsn = 1, .first = false}, "d");
  tap.data({.tsn = 0xffffffff, .first = false, .last = false}, "b");
  tap.data({.tsn = 0xfffffffe, .last = false}, "a");
  EXPECT_EQ(tap.data({.tsn = 0, .first = false, .last = false}, "c"),
            PacketOutcome::sctp_signalling);
  EXPECT_THAT(tap.got, ElementsAre("abcd"));
}

TEST(SctpTransport, EndedAssociationMayBeginAgainWithTheSameTag) {
  for (const Octets& end :
       {sctp::packet(kUp, {sctp::abort()}), sctp::packet(kUp, {sctp::shutdown_complete()}),
        sctp::packet({36412, 40000, 0x11111111}, {sctp::abort(true)}),
        sctp::packet({36412, 40000, 0x11111111}, {sctp::shutdown_complete(true)})}) {
    for (const bool ack : {false, true}) {
      SctpTap tap;
      tap.data({.tsn = 1}, "old");
      tap.data({.tsn = 2, .last = false}, "half");
      EXPECT_EQ(tap.read(end), PacketOutcome::sctp_control);
      EXPECT_EQ(tap.sctp.counters().directions_ended, 1u);
      EXPECT_EQ(tap.sctp.fragments().forgotten, 1u);
      EXPECT_EQ(tap.data({.tsn = 1}, "old"), PacketOutcome::sctp_control);  // a late copy
      // To the client, its tag is the server's: it is the server who announces 0x11111111.
      tap.read(ack ? sctp::packet({36412, 40000, 0x22222222}, {sctp::init_ack(0x11111111, 9)})
                   : sctp::packet({36412, 40000, 0}, {sctp::init(0x11111111, 9)}));
      EXPECT_EQ(tap.data({.tsn = 1}, "new"), PacketOutcome::sctp_signalling);
      EXPECT_THAT(tap.got, ElementsAre("old", "new"));
      EXPECT_EQ(tap.sctp.counters().directions_restarted, 1u);
    }
  }
}

TEST(SctpTransport, InitAckBeginsBothDirectionsAgain) {
  SctpTap tap;
  tap.data({.tsn = 1}, "old", kUp);
  tap.data({.tsn = 1}, "old", kDown);
  tap.read(sctp::packet(kUp, {sctp::abort()}));
  tap.read(sctp::packet(kDown, {sctp::abort()}));
  tap.read(sctp::packet(kDown, {sctp::init_ack(kUp.tag, 9)}));
  EXPECT_EQ(tap.data({.tsn = 1}, "new", kUp), PacketOutcome::sctp_signalling);
  EXPECT_EQ(tap.data({.tsn = 1}, "new", kDown), PacketOutcome::sctp_signalling);
}

TEST(SctpTransport, CopyOfTheHandshakeForgetsNothing) {
  SctpTap tap;
  tap.data({.tsn = 1}, "once");
  tap.read(sctp::packet({36412, 40000, 0x22222222}, {sctp::init_ack(0x11111111, 9)}));
  EXPECT_EQ(tap.data({.tsn = 1}, "once"), PacketOutcome::sctp_control);
  EXPECT_EQ(tap.sctp.counters().directions_restarted, 0u);
}

TEST(SctpTransport, HandshakeAfterASilenceBeginsAnew) {
  SctpTap tap;
  tap.data({.tsn = 1}, "old");
  tap.at.ns += 3'000'000'000;
  tap.read(sctp::packet({36412, 40000, 0x22222222}, {sctp::init_ack(0x11111111, 9)}));
  EXPECT_EQ(tap.data({.tsn = 1}, "new"), PacketOutcome::sctp_signalling);
}

TEST(SctpTransport, OnlyDataTakesAPlace) {
  SctpTap tap;
  tap.read(sctp::packet({40000, 36412, 0}, {sctp::init(0x22222222, 9)}));
  tap.read(sctp::packet(kDown, {sctp::init_ack(0x11111111, 9)}));
  tap.read(sctp::packet(kUp, {sctp::abort()}));
  EXPECT_EQ(tap.sctp.directions(), 0u);
}

TEST(SctpTransport, DirectionUnusedForMoreSecondsMakesRoom) {
  constexpr std::int64_t kSecondNs = 1'000'000'000;
  SctpTap tap{{.directions_max = 2}};
  tap.data({.tsn = 1}, "a", {.tag = 1});
  tap.data({.tsn = 1}, "b", {.tag = 2});
  tap.at.ns += 2 * kSecondNs;
  tap.data({.tsn = 2}, "c", {.tag = 1});
  tap.data({.tsn = 1}, "d", {.tag = 3});
  EXPECT_EQ(tap.data({.tsn = 1}, "a", {.tag = 1}), PacketOutcome::sctp_control);
  EXPECT_EQ(tap.sctp.counters().directions_evicted, 1u);
  EXPECT_EQ(tap.data({.tsn = 1}, "b", {.tag = 2}), PacketOutcome::sctp_signalling);
}

struct Damaged {
  const char* name;
  Octets packet;
  std::size_t cut;
  PacketOutcome outcome;
};

Octets raw(std::initializer_list<std::uint8_t> chunk) {
  return sctp::packet(kUp, {Octets{chunk}});
}

const Damaged kDamaged[] = {
    {"empty", {}, 0, PacketOutcome::truncated_sctp},
    {"ends in the common header", Octets(11), 0, PacketOutcome::truncated_sctp},
    {"no chunk", raw({}), 0, PacketOutcome::bad_sctp},
    {"ends in a chunk header", raw({3, 0, 0}), 0, PacketOutcome::bad_sctp},
    {"length of 0", raw({3, 0, 0, 0}), 0, PacketOutcome::bad_sctp},
    {"length of 3", raw({3, 0, 0, 3}), 0, PacketOutcome::bad_sctp},
    {"longer than the packet", raw({3, 0, 0, 9, 1, 2, 3, 4}), 0, PacketOutcome::bad_sctp},
    {"DATA without data", sctp::packet(kUp, {sctp::data({}, {})}), 0, PacketOutcome::bad_sctp},
    {"I-DATA without data", sctp::packet(kUp, {sctp::i_data({}, {})}), 0, PacketOutcome::bad_sctp},
    {"I-DATA as short as DATA", raw({64, 3, 0, 17, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 9, 0, 0, 0}),
     0, PacketOutcome::bad_sctp},
    {"cut in a chunk header", raw({3, 0, 0, 4}), 2, PacketOutcome::truncated_sctp},
    {"cut in the DATA header", sctp::packet(kUp, {sctp::data({}, text("abcd"))}), 5,
     PacketOutcome::truncated_sctp},
    {"cut fragment", sctp::packet(kUp, {sctp::data({.first = false}, text("abcdefgh"))}), 4,
     PacketOutcome::truncated_sctp},
    {"cut handshake", sctp::packet(kUp, {sctp::init(1, 1)}), 14, PacketOutcome::truncated_sctp},
};

TEST(SctpTransport, SaysHowAPacketIsDamaged) {
  for (const Damaged& test : kDamaged) {
    SCOPED_TRACE(test.name);
    SctpTap tap;
    EXPECT_EQ(tap.read(test.packet, test.cut), test.outcome);
    EXPECT_TRUE(tap.got.empty());
    EXPECT_EQ(tap.sctp.directions(), std::string_view{test.name} == "cut fragment" ? 1u : 0u);
  }
}

TEST(SctpTransport, MessagesBeforeDamageAreGivenAndWhatFollowsIsWiped) {
  SctpTap tap;
  const Octets packet = sctp::packet(
      kUp, {sctp::data({.tsn = 1}, text("good")), Octets{0, 3, 0, 99, 'i', 'm', 's', 'i'}});
  EXPECT_EQ(tap.read(packet), PacketOutcome::sctp_signalling);
  EXPECT_THAT(tap.got, ElementsAre("good"));
  EXPECT_FALSE(tap.packet_has("imsi"));
}

TEST(SctpTransport, CutMessageIsGivenAsFarAsItGoes) {
  for (const bool last : {true, false}) {
    SctpTap tap;
    EXPECT_EQ(tap.read(sctp::packet(kUp, {sctp::data({.last = last}, text("abcdefgh"))}), 3),
              PacketOutcome::sctp_signalling);
    EXPECT_THAT(tap.got, ElementsAre("abcde"));
    EXPECT_TRUE(tap.sctp.messages()[0].cut);
  }
}

TEST(SctpTransport, GivesNoMoreMessagesThanItSays) {
  std::vector<Octets> chunks;
  for (std::uint32_t tsn = 0; tsn < 70; ++tsn)
    chunks.push_back(sctp::data({.tsn = tsn}, text("m")));
  chunks.push_back(sctp::data({.tsn = 70, .last = false}, text("f")));
  SctpTap tap;
  EXPECT_EQ(tap.read(sctp::packet(kUp, chunks)), PacketOutcome::sctp_signalling);
  EXPECT_EQ(tap.got.size(), SctpTransport::kMessagesPerPacketMax);
  EXPECT_EQ(tap.sctp.counters().crowded_out, 7u);
  EXPECT_EQ(tap.data({.tsn = 71}, "next"), PacketOutcome::sctp_signalling);
}

}  // namespace
}  // namespace celltally
