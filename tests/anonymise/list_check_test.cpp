#include "anonymise/list_check.hpp"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/anonymise/made_lists.hpp"
#include "tests/anonymise/on_s1_and_s11.hpp"
#include "tests/anonymise/with_session.hpp"

// What the operator's lists make of events, through the Anonymiser.

namespace celltally {
namespace {

using namespace test;

constexpr ListedAs kYoung = ListedAs::in(PopulationSegment::of(1, true));
constexpr ListedAs kOut = ListedAs::opted_out();

void expect_nothing_left(const SignallingEvent& event) {
  SignallingEvent nothing;
  nothing.at = event.at;
  nothing.protocol = event.protocol;
  EXPECT_EQ(event.kind, nothing.kind);
  EXPECT_EQ(event.person, nothing.person);
  EXPECT_EQ(event.cell, nothing.cell);
  EXPECT_EQ(event.area, nothing.area);
  EXPECT_EQ(event.home, nothing.home);
  EXPECT_EQ(event.presence, nothing.presence);
  EXPECT_EQ(event.known_by, nothing.known_by);
  EXPECT_EQ(event.segment, nothing.segment);
  EXPECT_FALSE(event.cause.known());
}

MessageSpec attach_of(const std::string& imsi, std::int64_t second = kStart) {
  return {.second = second,
          .imsi = imsi,
          .cell = kCell,
          .kind = EventKind::attach,
          .presence = Presence::exact};
}

TEST(ListCheck, OfWhoHasOptedOutNothingIsLeft) {
  Probe probe;
  probe.anonymiser().use_lists(lists_of({{kAlice, kOut}}));
  const auto events = probe.see(std::vector{attach_of(kAlice), attach_of(kBob)});
  expect_nothing_left(events[0]);
  EXPECT_EQ(events[0].at, Timestamp::from_seconds(kStart));
  EXPECT_EQ(events[1].kind, EventKind::attach);
  EXPECT_EQ(events[1].cell, kCell);
  EXPECT_TRUE(events[1].person.known());
  EXPECT_EQ(probe.counters().opted_out, 1u);
  EXPECT_EQ(probe.counters().by_identity, 2u);
}

TEST(ListCheck, SaysInWhichSegmentSomebodyIs) {
  Probe probe;
  probe.anonymiser().use_lists(lists_of({{kAlice, kYoung}}));
  EXPECT_EQ(probe.see(attach_of(kAlice)).segment, kYoung.segment());
  EXPECT_FALSE(probe.see(attach_of(kBob)).segment.known());
  EXPECT_EQ(probe.counters().opted_out, 0u);
}

TEST(ListCheck, FollowsASessionByItsPerson) {
  for (const ListedAs as : {kOut, kYoung}) {
    Probe probe;
    probe.anonymiser().use_lists(lists_of({{kAlice, as}}));
    probe.see(create_request(kAlice, 10));
    probe.see(create_response(10, 20));
    MessageSpec later{.receiver = {kSgw, 20}, .cell = kCell, .presence = Presence::exact};
    const SignallingEvent event = probe.see(later);
    if (as == kOut) {
      expect_nothing_left(event);
    } else {
      EXPECT_EQ(event.known_by, KnownBy::session);
      EXPECT_EQ(event.segment, kYoung.segment());
    }
    EXPECT_EQ(probe.counters().not_looked_up, 0u);
  }
}

TEST(ListCheck, IsNobodysWithoutLists) {
  Probe probe;
  EXPECT_FALSE(probe.see(attach_of(kAlice)).segment.known());
  probe.anonymiser().use_lists(lists_of({{kAlice, kOut}}));
  expect_nothing_left(probe.see(attach_of(kAlice)));
  probe.anonymiser().use_lists(nullptr);
  EXPECT_EQ(probe.see(attach_of(kAlice)).kind, EventKind::attach);
}

// Their session is older than the lists, so that only their next IMSI says who they are.
TEST_F(WithSession, WhoCannotBeLookedUpIsNotCountedWhereSomebodyMayHaveOptedOut) {
  const MessageSpec later{.receiver = {kSgw, 20}, .cell = kCell, .presence = Presence::exact};
  probe.anonymiser().use_lists(lists_of({}));
  expect_nothing_left(probe.see(later));
  EXPECT_EQ(probe.counters().not_looked_up, 1u);
  EXPECT_EQ(probe.counters().opted_out, 1u);
  EXPECT_EQ(probe.see(attach_of(kAlice)).person, alice);
  EXPECT_EQ(probe.see(later).person, alice);
  EXPECT_EQ(probe.counters().not_looked_up, 1u);

  probe.anonymiser().use_lists(lists_of({}, false));
  EXPECT_EQ(probe.see(later).person, alice) << "where nobody can, they are counted";
  EXPECT_EQ(probe.counters().not_looked_up, 2u);
}

TEST(ListCheck, AFullTableCountsNobodyWhoIsNotLookedUp) {
  Anonymiser::Limits limits = kSmallLimits;
  limits.listed_people_max = 1;  // one bucket of eight
  Probe probe{limits};
  probe.anonymiser().use_lists(lists_of({}));
  for (int person = 0; person < 9; ++person) {
    const std::string imsi = "00101000000000" + std::to_string(person);
    const auto teid = static_cast<std::uint32_t>(100 + person);
    probe.see(create_request(imsi, teid));
    probe.see(create_response(teid, teid + 100));
  }
  EXPECT_EQ(probe.counters().listed_people_full, 1u);
  std::size_t counted = 0;
  for (std::uint32_t teid = 200; teid < 209; ++teid) {
    const MessageSpec later{.receiver = {kSgw, teid}, .cell = kCell, .presence = Presence::exact};
    if (probe.see(later).person.known()) ++counted;
  }
  EXPECT_EQ(counted, 8u);
  // With an IMSI they are looked up, each time.
  EXPECT_TRUE(probe.see(attach_of("001010000000008")).person.known());
  EXPECT_EQ(probe.counters().listed_people_full, 2u);
}

TEST_F(OnS1AndS11, WhatWasCountedForSomebodyUnknownIsTakenBackAndNotRestated) {
  probe.anonymiser().use_lists(lists_of({{kAlice, kOut}}));
  probe.see(attach_of(kAlice, kStart + 500));
  const SignallingEvent first = probe.see(initial_ue(kStart + 600, 6, {s_tmsi(0xbb)}));
  EXPECT_EQ(first.known_by, KnownBy::temporary);
  probe.see(context_setup(kStart + 600, 6, 78, 900));
  ASSERT_EQ(probe.revisions().size(), 1u);
  EXPECT_EQ(probe.revisions()[0].revision, Revision::taken_back);
  EXPECT_EQ(probe.revisions()[0].person, first.person);
  expect_nothing_left(probe.see(s1(kStart + 601, {enb_ue(6)}, EventKind::idle)));
}

TEST_F(OnS1AndS11, WhatIsRestatedHasTheSegment) {
  probe.anonymiser().use_lists(lists_of({{kAlice, kYoung}}));
  probe.see(attach_of(kAlice, kStart + 500));
  EXPECT_FALSE(probe.see(initial_ue(kStart + 600, 6, {s_tmsi(0xbb)})).segment.known());
  probe.see(context_setup(kStart + 600, 6, 78, 900));
  ASSERT_EQ(probe.revisions().size(), 2u);
  EXPECT_FALSE(probe.revisions()[0].segment.known());
  EXPECT_EQ(probe.revisions()[1].person, alice);
  EXPECT_EQ(probe.revisions()[1].segment, kYoung.segment());
}

TEST(ListCheck, ANewEpochLooksEverybodyUpAnew) {
  Probe probe;
  probe.anonymiser().use_lists(lists_of({{kAlice, kYoung}}));
  probe.see(attach_of(kAlice));
  probe.anonymiser().use_lists(lists_of({{kAlice, kOut}}));
  probe.anonymiser().begin_epoch(key_of(8));
  expect_nothing_left(probe.see(attach_of(kAlice)));
}

}  // namespace
}  // namespace celltally
