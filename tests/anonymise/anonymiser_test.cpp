#include "anonymise/anonymiser.hpp"

#include <gtest/gtest.h>
#include <string.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include "tests/anonymise/process_memory.hpp"
#include "tests/anonymise/reference_cmac.hpp"
#include "tests/anonymise/with_session.hpp"

namespace celltally {
namespace {

using namespace test;

TEST(Anonymiser, CopiesTheRestOfTheMessage) {
  Anonymiser anonymiser(key_of(7), kSmallLimits);
  MessageMaker maker;
  MessageBurst burst;
  SignallingMessage& message = burst.add();
  message = maker.make({.imsi = kAlice, .machine = MachineHint::device, .unauthenticated = true});
  message.at = Timestamp{1'767'225'600'123'456'789};
  message.cell = Place(PlaceKind::ecgi, Plmn{0x02f839}, 0x1234501);
  message.area = Place(PlaceKind::tai, Plmn{0x02f839}, 0x3039);
  message.home = Plmn{0x130014};
  message.cause = {Cause::Domain::gtpv1, 128};
  message.protocol = Protocol::gtpv1;
  message.kind = EventKind::attach;
  message.presence = Presence::exact;
  std::array<SignallingEvent, 1> events;
  anonymiser.anonymise(burst, events);
  const SignallingEvent& event = events[0];
  const std::array<std::uint8_t, 16> block{1,    0x02, 0x98, 0x03, 0,    0,    0,    0,
                                           0xf1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff};
  std::array<std::uint8_t, 32> key{};
  key.fill(7);
  EXPECT_EQ(event.person.value, first_64(reference_cmac(key, block)));
  EXPECT_EQ(event.at, message.at);
  EXPECT_EQ(event.cell, message.cell);
  EXPECT_EQ(event.area, message.area);
  EXPECT_EQ(event.home, message.home);
  EXPECT_EQ(event.cause, message.cause);
  EXPECT_EQ(event.protocol, Protocol::gtpv1);
  EXPECT_EQ(event.kind, EventKind::attach);
  EXPECT_EQ(event.presence, Presence::exact);
  EXPECT_EQ(event.known_by, KnownBy::identity);
  EXPECT_EQ(event.machine, MachineHint::device);
  EXPECT_TRUE(event.unauthenticated);
  EXPECT_FALSE(event.retransmission);
}

TEST(Anonymiser, LeavesAnUnknownPersonUnknown) {
  Probe probe;
  const SignallingEvent event = probe.see(MessageSpec{.unauthenticated = true});
  EXPECT_EQ(event.person, Tag{});
  EXPECT_EQ(event.home, Plmn{});
  EXPECT_TRUE(event.unauthenticated);
}

TEST(Anonymiser, WipesTheWireBytesOnceTheyAreTagged) {
  Anonymiser anonymiser(key_of(7), kSmallLimits);
  std::vector<std::uint8_t> packet(200, 0x22);
  const std::span digits = std::span{packet}.subspan(50, 8);
  MessageBurst burst;
  burst.add().imsi = SubscriberId(SubscriberId::Kind::imsi, SubscriberId::Coding::tbcd, digits);
  burst.wipe_later(WireBytes(std::span{packet}.subspan(42, 100)));
  std::array<SignallingEvent, 1> events;
  anonymiser.anonymise(burst, events);
  EXPECT_TRUE(events[0].person.known());
  EXPECT_EQ(std::ranges::count(packet, 0), 100);
  EXPECT_EQ(std::ranges::count(std::span{packet}.subspan(42, 100), 0), 100);
}

TEST(Anonymiser, WipesAlsoWhatGaveNoMessage) {
  Anonymiser anonymiser(key_of(7), kSmallLimits);
  std::vector<std::uint8_t> packet(200, 0x22);
  MessageBurst burst;
  burst.wipe_later(WireBytes(packet));
  anonymiser.anonymise(burst, {});
  EXPECT_EQ(std::ranges::count(packet, 0), 200);
}

// The whole burst is one; where it is cut must not matter.
TEST(Anonymiser, GivesTheSameHoweverMessagesAreCutIntoBursts) {
  std::vector<MessageSpec> specs;
  for (std::uint32_t i = 0; i < 16; ++i) {
    const std::string imsi = "20893000000000" + std::to_string(i % 4);
    specs.push_back(create_request(imsi, 100 + i % 8));
    specs.push_back(create_response(100 + i % 8, 200 + i % 6));
    specs.push_back(to_sgw(200 + i % 6));
    specs.push_back(session_ended(100 + i % 8, kStart + i));
    for (std::size_t j = specs.size() - 4; j < specs.size(); ++j) specs[j].sequence = 1 + i / 2;
  }
  Probe whole;
  const auto expected = whole.see(specs);
  for (const std::size_t size : {1u, 2u, 3u, 7u, 32u}) {
    Probe cut;
    for (std::size_t at = 0; at < specs.size(); at += size) {
      const std::size_t end = std::min(at + size, specs.size());
      const auto events = cut.see(std::vector(specs.begin() + static_cast<std::ptrdiff_t>(at),
                                              specs.begin() + static_cast<std::ptrdiff_t>(end)));
      for (std::size_t i = 0; i < events.size(); ++i) {
        EXPECT_EQ(events[i].person, expected[at + i].person) << size << ", " << at + i;
        EXPECT_EQ(events[i].retransmission, expected[at + i].retransmission);
      }
    }
    EXPECT_EQ(cut.counters().bound, whole.counters().bound);
    EXPECT_EQ(cut.counters().rebound, whole.counters().rebound);
    EXPECT_EQ(cut.counters().session_hit, whole.counters().session_hit);
  }
}

TEST(Anonymiser, TakesAFullBurstOfTheLargestMessages) {
  Probe probe;
  std::vector<MessageSpec> specs;
  for (std::uint32_t i = 0; i < MessageBurst::kMessagesMax; ++i) {
    MessageSpec spec{.imsi = kAlice, .source = 1001, .receiver = {1002, i + 1}};
    for (std::uint32_t j = 0; j < SessionReferences::kAnnouncedMax; ++j) {
      spec.announced.push_back({1001, 1000 + 10 * i + j});
    }
    specs.push_back(spec);
  }
  probe.see(specs);
  EXPECT_EQ(probe.counters().bound,
            MessageBurst::kMessagesMax * (1 + SessionReferences::kAnnouncedMax));
}

TEST_F(WithSession, IsForgottenInANewEpoch) {
  MessageSpec modify = to_sgw(20);
  modify.sequence = 77;
  EXPECT_EQ(probe.see(modify).person, alice);
  probe.see(create_response(11, 21));
  probe.see(echo(kSgw, 4));
  probe.anonymiser().begin_epoch(key_of(8));
  EXPECT_FALSE(probe.see(modify).retransmission);
  EXPECT_FALSE(probe.see(to_sgw(20)).person.known());
  const Tag again = probe.see(create_request(kAlice, 10)).person;
  EXPECT_NE(again, alice);
  probe.see(create_request(kBob, 11));
  EXPECT_EQ(probe.counters().joined_late, 0u);
  probe.see(echo(kSgw, 5));
  EXPECT_EQ(probe.counters().node_restarts, 0u);
}

// Also with the old key, should anybody have kept it.
TEST_F(WithSession, IsForgottenEvenWhenTheKeyComesBack) {
  MessageSpec modify = to_sgw(20);
  modify.sequence = 77;
  probe.see({modify, create_response(11, 21)});
  probe.anonymiser().begin_epoch(key_of(8));
  probe.anonymiser().begin_epoch(key_of(7));
  EXPECT_FALSE(probe.see(modify).retransmission);
  EXPECT_FALSE(probe.see(to_sgw(20)).person.known());
  EXPECT_EQ(probe.see(create_request(kAlice, 10)).person, alice);
  probe.see(create_request(kBob, 11));
  EXPECT_EQ(probe.counters().joined_late, 0u) << "nor an early response";
}

// Lets the anonymiser bind a person's endpoint, and says how the person's tag and the endpoint's
// TEID look in memory: as numbers, and the tag as the cipher wrote it. Leaves no copy of its own.
[[gnu::noinline]] std::vector<Needle> bind_somebody(Anonymiser& anonymiser, MessageBurst& burst) {
  MessageMaker maker;
  burst.add() = maker.make(create_request(kAlice, 0x7a3bc51d));
  std::array<SignallingEvent, 1> events;
  anonymiser.anonymise(burst, events);
  std::array<std::uint8_t, sizeof(Tag)> octets{};
  std::memcpy(octets.data(), &events[0].person, sizeof(Tag));
  std::vector<Needle> needles{Needle(octets)};
  std::ranges::reverse(octets);
  needles.emplace_back(octets);
  constexpr std::array<std::uint8_t, 4> kTeid{0x1d, 0xc5, 0x3b, 0x7a};
  needles.emplace_back(kTeid);
  ::explicit_bzero(octets.data(), octets.size());
  ::explicit_bzero(events.data(), sizeof(events));
  return needles;
}

TEST(Anonymiser, LeavesNoTagInMemoryAfterItsEpochAndNoTeidAfterItsBurst) {
  Anonymiser anonymiser(EpochKey::generate().value(), kSmallLimits);
  auto burst = std::make_unique<MessageBurst>();
  const auto needles = bind_somebody(anonymiser, *burst);
  clear_stack();
  const ProcessMemory memory;
  EXPECT_GE(memory.find({needles[0]}).size(), 2u) << "the binding, and the burst's tags";
  EXPECT_GE(memory.find({needles[1]}).size(), 1u) << "the cipher's block";
  burst->clear();
  anonymiser.begin_epoch(key_of(8));
  clear_stack();
  EXPECT_EQ(memory.find({needles[0], needles[1]}).size(), 0u);
  const auto teids = memory.find({needles[2]});
  for (const std::uint64_t at : teids) {
    EXPECT_FALSE(at - reinterpret_cast<std::uint64_t>(burst.get()) < sizeof(MessageBurst));
  }
}

// Answers that tell nothing; and requests between them, which do.
TEST(Anonymiser, SeeksThePersonOfTellingMessagesOnlyWhereThatIsEnough) {
  Anonymiser all(key_of(7), kSmallLimits);
  Anonymiser telling(key_of(7), kSmallLimits, Anonymiser::Join::telling_messages);
  MessageMaker maker;
  std::vector<SignallingMessage> messages{maker.make(create_request(kAlice, 10)),
                                          maker.make(create_response(10, 20)),
                                          maker.make(to_sgw(20)),
                                          maker.make(to_mme(10)),
                                          maker.make(echo(kSgw, 4)),
                                          maker.make(to_sgw(20))};
  messages[1].kind = messages[3].kind = messages[4].kind = EventKind::none;
  for (std::uint32_t i = 0; i < messages.size(); ++i) messages[i].session.sequence = i + 1;
  const auto seen_by = [&](Anonymiser& anonymiser) {
    MessageBurst burst;
    for (const SignallingMessage& message : messages) burst.add() = message;
    std::vector<SignallingEvent> events(messages.size());
    anonymiser.anonymise(burst, events);
    return events;
  };
  const auto events = seen_by(all);
  const auto fewer = seen_by(telling);
  for (std::size_t i = 0; i < events.size(); ++i) {
    EXPECT_EQ(fewer[i].person.known(), i != 3 && i != 4) << i;
    if (i != 3) {
      EXPECT_EQ(fewer[i].person, events[i].person) << i;
    }
  }
  EXPECT_EQ(all.counters().told_nothing, 0u);
  EXPECT_EQ(telling.counters().told_nothing, 1u) << "the echo tells of its node's restarts";
  EXPECT_EQ(telling.counters().session_hit + 1, all.counters().session_hit);
}

TEST(Anonymiser, CountsBindingsThatHadToGiveWay) {
  Probe probe({.sessions_max = 4, .transactions_max = 3});  // one bucket of eight; one of seven
  for (std::uint32_t i = 1; i <= 8; ++i) probe.see(create_request(kAlice, i, kStart + i));
  EXPECT_EQ(probe.counters().evicted, 0u);
  probe.see(create_request(kAlice, 9, kStart + 9));
  EXPECT_EQ(probe.counters().evicted, 1u);
  EXPECT_FALSE(probe.see(to_mme(1, kStart + 10)).person.known());
  EXPECT_TRUE(probe.see(to_mme(2, kStart + 10)).person.known());
  EXPECT_GT(probe.counters().transactions_evicted, 0u);
}

TEST(Anonymiser, TakesLimitsThatMakeNoSense) {
  Probe probe({.sessions_max = 0,
               .transactions_max = 0,
               .session_age_s_max = -1,
               .session_linger_s = INT64_MAX,
               .retransmission_window_s = INT64_MIN});
  EXPECT_TRUE(probe.see(create_request(kAlice, 1)).person.known());
  probe.see(session_ended(1, kStart));
  MessageSpec far = to_mme(1);
  for (const std::int64_t second : {-9'000'000'000, 9'000'000'000}) {
    far.second = second;
    probe.see(far);
  }
}

}  // namespace
}  // namespace celltally
