// Sessions that are older than the epoch, or than the capture: nobody has named them in it.

#include <gtest/gtest.h>

#include <vector>

#include "tests/anonymise/made_lists.hpp"
#include "tests/anonymise/probe.hpp"
#include "tests/anonymise/s11_messages.hpp"
#include "tests/anonymise/s1_messages.hpp"

namespace celltally {
namespace {

using namespace test;

constexpr Place kCell{PlaceKind::ecgi, Plmn{0x02f839}, 7};

MessageSpec located(std::uint32_t sgw_teid, std::int64_t second = kStart) {
  MessageSpec spec = to_sgw(sgw_teid, second);
  spec.cell = kCell;
  spec.presence = Presence::exact;
  return spec;
}

MessageSpec named(const std::string& imsi, std::uint32_t sgw_teid, std::int64_t second = kStart) {
  MessageSpec spec = located(sgw_teid, second);
  spec.imsi = imsi;
  return spec;
}

TEST(UnnamedSession, IsSomebodyFromTheFirstMessageThatProvesWhereTheyAre) {
  Probe probe;
  EXPECT_FALSE(probe.see(to_sgw(20)).person.known());
  const SignallingEvent first = probe.see(located(20));
  EXPECT_TRUE(first.person.known());
  EXPECT_EQ(first.known_by, KnownBy::temporary);
  EXPECT_EQ(probe.see(located(20)).person, first.person);
  EXPECT_EQ(probe.see(to_sgw(20)).person, first.person);
  EXPECT_EQ(probe.see(to_sgw(20)).known_by, KnownBy::temporary);
  EXPECT_NE(probe.see(located(21)).person, first.person);
  EXPECT_EQ(probe.counters().temporary_people, 2u);
  EXPECT_EQ(probe.counters().temporary_person, 5u);
  EXPECT_EQ(probe.counters().session_miss, 1u);
  EXPECT_EQ(probe.counters().session_hit, 0u);
}

TEST(UnnamedSession, IsNobodyByWhatProvesNothingOrBeginsOrEnds) {
  struct Case {
    const char* name;
    void (*change)(MessageSpec&);
  };
  const Case cases[] = {
      {"last known", [](auto& spec) { spec.presence = Presence::last_known; }},
      {"paging", [](auto& spec) { spec.presence = Presence::none; }},
      {"no event", [](auto& spec) { spec.kind = EventKind::none; }},
      {"an area",
       [](auto& spec) {
         spec.cell = {PlaceKind::tai, Plmn{0x02f839}, 7};
       }},
      {"a session begins", [](auto& spec) { spec.begins_session = true; }},
      {"and ends", [](auto& spec) { spec.ends_session = true; }},
      {"no receiver", [](auto& spec) { spec.receiver.teid = 0; }},
  };
  for (const Case& one : cases) {
    Probe probe;
    MessageSpec spec = located(20);
    one.change(spec);
    EXPECT_FALSE(probe.see(spec).person.known()) << one.name;
    EXPECT_EQ(probe.counters().temporary_people, 0u) << one.name;
  }
}

TEST(UnnamedSession, IsTheirsWhoAreNamedInItAndNotTwoPeople) {
  Probe probe;
  const Tag unnamed = probe.see(located(20)).person;
  probe.see(located(20, kStart + 700));
  const Tag bob = probe.see(named(kBob, 20, kStart + 800)).person;
  EXPECT_NE(bob, unnamed);
  ASSERT_EQ(probe.revisions().size(), 4u);
  for (std::size_t i = 0; i < 4; ++i) {
    const SignallingEvent& revision = probe.revisions()[i];
    EXPECT_EQ(revision.revision, i % 2 == 0 ? Revision::taken_back : Revision::restated);
    EXPECT_EQ(revision.person, i % 2 == 0 ? unnamed : bob);
    EXPECT_EQ(revision.at.seconds(), kStart + (i < 2 ? 0 : 700));
    EXPECT_EQ(revision.cell, kCell);
  }
  EXPECT_EQ(probe.see(located(20, kStart + 900)).person, bob);
  EXPECT_EQ(probe.see(located(20, kStart + 900)).known_by, KnownBy::session);
  EXPECT_EQ(probe.counters().merged, 1u);
  EXPECT_EQ(probe.counters().rebound, 0u);
}

// The node gave the TEID to another: whose it was before has nothing to do with them.
TEST(UnnamedSession, IsNotTheirsWhoGetItsTeidAnew) {
  Probe probe;
  const Tag unnamed = probe.see(located(20)).person;
  const Tag bob = probe.see(create_request(kBob, 11, kStart + 10)).person;
  probe.see(create_response(11, 20, kStart + 10));
  EXPECT_EQ(probe.revisions().size(), 0u);
  EXPECT_EQ(probe.see(located(20, kStart + 20)).person, bob);
  EXPECT_NE(bob, unnamed);
  EXPECT_EQ(probe.counters().merged, 0u);
}

TEST(UnnamedSession, IsNotTheirsWhoAnnounceAnEndpointThatItAnnounced) {
  Probe probe;
  probe.see(located(20));
  MessageSpec moves = located(20);
  moves.announced = {{kMme, 50}};
  const Tag unnamed = probe.see(moves).person;
  EXPECT_EQ(probe.see(to_mme(50)).person, unnamed);
  const Tag bob = probe.see(create_request(kBob, 50, kStart + 10)).person;
  EXPECT_EQ(probe.revisions().size(), 0u);
  EXPECT_EQ(probe.see(to_mme(50, kStart + 20)).person, bob);
  EXPECT_EQ(probe.see(located(20, kStart + 20)).person, unnamed);
}

// The node's own end is named; the other end is the same person's, who is not counted twice.
TEST(UnnamedSession, IsTheirsAtBothEndsWhoAreNamedAtOne) {
  Probe probe;
  probe.see(located(20));
  MessageSpec moves = located(20);
  moves.announced = {{kMme, 50}};
  const Tag unnamed = probe.see(moves).person;
  const Tag bob = probe.see(named(kBob, 20, kStart + 10)).person;
  EXPECT_NE(bob, unnamed);
  const SignallingEvent other = probe.see(to_mme(50, kStart + 20));
  EXPECT_EQ(other.person, bob);
  EXPECT_EQ(other.known_by, KnownBy::session);
  EXPECT_EQ(other.home, Plmn{0x02f839});
  probe.see(session_ended(50, kStart + 30));
  EXPECT_EQ(probe.see(to_sgw(20, kStart + 60)).person, bob);
  EXPECT_FALSE(probe.see(to_sgw(20, kStart + 61)).person.known()) << "they end together";
}

TEST(UnnamedSession, IsCountedAtNeitherEndOnceWhoHasOptedOutIsNamedAtOne) {
  Probe probe;
  probe.anonymiser().use_lists(lists_of({{kBob, ListedAs::opted_out()}}));
  MessageSpec moves = located(20);
  moves.announced = {{kMme, 50}};
  probe.see(located(20));
  probe.see(moves);
  probe.see(named(kBob, 20, kStart + 10));
  EXPECT_FALSE(probe.see(to_mme(50, kStart + 20)).person.known());
}

TEST(UnnamedSession, EndsWithItsDeletion) {
  Probe probe;
  const Tag unnamed = probe.see(located(20)).person;
  MessageSpec deletes = located(20, kStart + 5);
  deletes.ends_session = true;
  EXPECT_EQ(probe.see(deletes).person, unnamed);
  EXPECT_EQ(probe.see(located(20, kStart + 10)).person, unnamed) << "a message that is late";
  EXPECT_FALSE(probe.see(located(20, kStart + 60)).person.known());
}

TEST(UnnamedSession, IsSomebodyElseAfterFourHoursOfSilenceAndInAnotherEpoch) {
  Probe probe;
  const Tag first = probe.see(located(20)).person;
  const Tag later = probe.see(located(20, kStart + 5 * 3600)).person;
  EXPECT_TRUE(later.known());
  EXPECT_NE(later, first);
  probe.anonymiser().begin_epoch(key_of(8));
  const Tag next = probe.see(located(20)).person;
  EXPECT_TRUE(next.known());
  EXPECT_NE(next, first);
}

// What was somebody's who is known is not somebody unknown when it is too old.
TEST(UnnamedSession, IsNoneThatSomebodyKnownHad) {
  Probe probe;
  probe.see(create_request(kBob, 11));
  probe.see(create_response(11, 20));
  EXPECT_FALSE(probe.see(located(20, kStart + 5 * 3600)).person.known());
}

// Messages of the radio side, each of another device: as many as show that it is tapped.
void see_radio_side(Probe& probe, int messages, std::int64_t second = kStart) {
  for (int i = 0; i < messages; ++i) {
    MessageSpec s1ap{.second = second, .protocol = Protocol::s1ap};
    s1ap.names = {s_tmsi(static_cast<std::uint32_t>(1000 + i))};
    probe.see(s1ap);
  }
}

// There the radio's side tells more of them, and one person would be two.
TEST(UnnamedSession, IsNobodyWhereTheRadioSideIsTapped) {
  Probe probe;
  see_radio_side(probe, 15);
  const Tag before = probe.see(located(20)).person;
  EXPECT_TRUE(before.known()) << "fifteen messages may be stray";
  see_radio_side(probe, 1);
  EXPECT_FALSE(probe.see(located(21)).person.known());
  EXPECT_FALSE(probe.see(located(20)).person.known()) << "nor who was somebody before";
  probe.see(named(kBob, 20, kStart + 7));
  EXPECT_EQ(probe.revisions().size(), 2u) << "what they were counted for is Bob's";
}

TEST(UnnamedSession, IsSomebodyAgainWhenTheRadioSideHasNotToldForHalfAnHour) {
  Probe probe;
  see_radio_side(probe, 100);
  EXPECT_FALSE(probe.see(located(20)).person.known());
  EXPECT_TRUE(probe.see(located(20, kStart + 1800)).person.known());
}

TEST(UnnamedSession, IsSomebodyBesideProtocolsOfTheCoreAndTakesNoNumberFromWhoIsKnown) {
  Probe probe;
  MessageSpec gx{.protocol = Protocol::diameter};
  gx.imsi = kAlice;
  gx.msisdn = "33600000001";
  const Tag alice = probe.see(gx).person;
  const Tag unnamed = probe.see(located(20)).person;
  EXPECT_TRUE(unnamed.known());
  MessageSpec numbered = located(20, kStart + 5);
  numbered.msisdn = "33600000001";
  probe.see(numbered);
  gx.imsi = {};
  EXPECT_EQ(probe.see(gx).person, alice) << "the number is still hers";
}

// GTP tells more of them.
TEST(UnnamedSession, OfTheCoreIsNobodyBesideGtp) {
  const auto gx_of = [](std::uint64_t session) {
    MessageSpec gx{.protocol = Protocol::diameter};
    gx.cell = kCell;
    gx.presence = Presence::exact;
    gx.names = {name(IdKind::diameter_session, 0, 0, session, TemporaryId::Role::names)};
    return gx;
  };
  Probe probe;
  const Tag first = probe.see(gx_of(1)).person;
  EXPECT_TRUE(first.known());
  for (std::uint32_t i = 0; i < 16; ++i) probe.see(located(20 + i));
  EXPECT_FALSE(probe.see(gx_of(2)).person.known());
  EXPECT_EQ(probe.see(gx_of(1)).person, first) << "who was somebody before stays so";
  MessageSpec wifi = gx_of(3);
  wifi.protocol = Protocol::radius;
  wifi.cell = Place::wifi(0x02005e102030);
  EXPECT_TRUE(probe.see(wifi).person.known()) << "of whom GTP does not tell";
}

TEST(UnnamedSession, IsTakenBackAndNotRestatedOfWhoHasOptedOut) {
  Probe probe;
  probe.anonymiser().use_lists(lists_of({{kBob, ListedAs::opted_out()}}));
  const Tag unnamed = probe.see(located(20)).person;
  EXPECT_FALSE(probe.see(named(kBob, 20)).person.known());
  ASSERT_EQ(probe.revisions().size(), 1u);
  EXPECT_EQ(probe.revisions()[0].revision, Revision::taken_back);
  EXPECT_EQ(probe.revisions()[0].person, unnamed);
  EXPECT_FALSE(probe.see(located(20)).person.known());
}

}  // namespace
}  // namespace celltally
