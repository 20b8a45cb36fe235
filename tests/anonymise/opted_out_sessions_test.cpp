// Whose identifiers are those of people who have opted out, and whose no longer.

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/anonymise/made_lists.hpp"
#include "tests/anonymise/on_s1_and_s11.hpp"
#include "tests/anonymise/probe.hpp"
#include "tests/anonymise/s11_messages.hpp"

namespace celltally {
namespace {

using namespace test;

constexpr std::int64_t kDay = 86'400;

MessageSpec located(std::uint32_t sgw_teid, std::int64_t second) {
  MessageSpec spec = to_sgw(sgw_teid, second);
  spec.cell = kCell;
  spec.kind = EventKind::service_request;
  spec.presence = Presence::exact;
  return spec;
}

// In a connection that is there.
MessageSpec in_context(std::int64_t second, std::uint32_t enb_id, std::uint32_t mme_id) {
  MessageSpec spec = s1(second, {enb_ue(enb_id), mme_ue(mme_id)}, EventKind::session_modify);
  spec.cell = kCell;
  return spec;
}

bool is_nothing(const SignallingEvent& event) {
  return event.kind == EventKind::none && !event.person.known() && !event.cell.known();
}

bool takes_back(const std::vector<SignallingEvent>& revisions, Tag person) {
  return std::any_of(revisions.begin(), revisions.end(), [&](const SignallingEvent& each) {
    return each.revision == Revision::taken_back && each.person == person;
  });
}

// Alice has opted out: MME TEID 10, SGW TEID 20.
struct OptedOutOnS11 : testing::Test {
  OptedOutOnS11() {
    probe.anonymiser().use_lists(lists_of({{kAlice, ListedAs::opted_out()}}));
    probe.see(create_request(kAlice, 10));
    probe.see(create_response(10, 20));
  }
  void next_epoch() { probe.anonymiser().begin_epoch(key_of(8)); }

  Probe probe;
};

// The same, and on the radio side, where nobody is named again.
struct OptedOutOnS1 : OnS1AndS11 {
  OptedOutOnS1() {
    probe.anonymiser().use_lists(lists_of({{kAlice, ListedAs::opted_out()}}));
    MessageSpec named = located(20, kStart + 500);
    named.imsi = kAlice;
    named.announced = {{kMme, 10}};
    probe.see(named);
    probe.see(initial_ue(kStart + 600, 6, {s_tmsi(0xaa)}));
    probe.see(context_setup(kStart + 600, 6, 78, 900));
  }
  void next_epoch() { probe.anonymiser().begin_epoch(key_of(8)); }
};

TEST_F(OptedOutOnS11, ATunnelsEndThatSomebodyElseGetsIsTheirs) {
  probe.see(create_request(kBob, 12, kStart + 9000));
  probe.see(create_response(12, 20, kStart + 9000));
  next_epoch();
  const SignallingEvent bob = probe.see(located(20, kStart + kDay));
  EXPECT_EQ(bob.known_by, KnownBy::temporary);
  EXPECT_TRUE(bob.person.known());
}

TEST_F(OptedOutOnS11, WhatANamedPersonUsesIsTheirs) {
  MessageSpec bob = located(20, kStart + 9000);
  bob.imsi = kBob;
  probe.see(bob);
  next_epoch();
  EXPECT_FALSE(is_nothing(probe.see(located(20, kStart + kDay))));
}

TEST_F(OptedOutOnS11, ACopyChangesNothing) {
  MessageSpec bob = create_request(kBob, 12, kStart + 10);
  bob.sequence = 77;
  probe.see(bob);
  MessageSpec alice = create_request(kAlice, 12, kStart + 20);
  probe.see(alice);
  probe.see(bob);
  next_epoch();
  MessageSpec later = to_mme(12, kStart + kDay);
  later.cell = kCell;
  later.kind = EventKind::service_request;
  later.presence = Presence::exact;
  EXPECT_TRUE(is_nothing(probe.see(later)));
}

TEST_F(OptedOutOnS11, AMessageOfNobodyKnownThatUsesTheirsIsNotCountedEither) {
  next_epoch();
  MessageSpec area = located(20, kStart + kDay);
  area.presence = Presence::none;
  EXPECT_TRUE(is_nothing(probe.see(area)));
}

TEST_F(OptedOutOnS1, AnIdOfAConnectionThatSomebodyElseGetsIsTheirs) {
  const SignallingEvent bob = probe.see(initial_ue(kStart + 700, 6, {s_tmsi(0xcc)}));
  EXPECT_EQ(bob.known_by, KnownBy::temporary);
  EXPECT_TRUE(bob.person.known());
  EXPECT_FALSE(is_nothing(probe.see(initial_ue(kStart + 800, 7, {s_tmsi(0xcc)}))))
      << "nor is what they are called beside";
}

TEST_F(OptedOutOnS1, AConnectionThatHasEndedLeavesNothingBehind) {
  probe.see(release_complete(kStart + 610, 6, 78));
  next_epoch();
  EXPECT_FALSE(is_nothing(probe.see(in_context(kStart + kDay, 6, 78))));
}

TEST_F(OptedOutOnS1, AConnectionGoesOnOverTheBorderOfEpochs) {
  next_epoch();
  EXPECT_TRUE(is_nothing(probe.see(in_context(kStart + kDay, 6, 78))));
}

// The core's end of a connection whose end was not seen.
TEST_F(OptedOutOnS1, OneEndOfAConnectionAloneSaysNothing) {
  probe.see(initial_ue(kStart + 700, 9, {s_tmsi(0xcc)}));
  EXPECT_FALSE(is_nothing(probe.see(in_context(kStart + 701, 9, 78))));
  EXPECT_FALSE(is_nothing(probe.see(initial_ue(kStart + 800, 7, {s_tmsi(0xcc)}))));
}

TEST_F(OptedOutOnS1, WhatWasCountedBeforeItWasKnownIsTakenBack) {
  next_epoch();
  MessageSpec moved = initial_ue(kStart + kDay, 15, {});
  const SignallingEvent counted = probe.see(moved);
  ASSERT_TRUE(counted.person.known());
  MessageSpec names = in_context(kStart + kDay + 5, 15, 99);
  names.names.push_back(s_tmsi(0xaa));
  EXPECT_TRUE(is_nothing(probe.see(names)));
  EXPECT_TRUE(takes_back(probe.revisions(), counted.person));
}

TEST_F(OptedOutOnS1, WhatWasLeftOutIsNotCountedForWhomItIsJoinedTo) {
  next_epoch();
  EXPECT_TRUE(is_nothing(probe.see(initial_ue(kStart + kDay, 14, {s_tmsi(0xaa)}))));
  const SignallingEvent other = probe.see(initial_ue(kStart + kDay + 60, 15, {}));
  ASSERT_TRUE(other.person.known());
  MessageSpec names = in_context(kStart + kDay + 65, 15, 99);
  names.names.push_back(s_tmsi(0xaa));
  EXPECT_TRUE(is_nothing(probe.see(names)));
  for (const SignallingEvent& each : probe.revisions()) {
    EXPECT_EQ(each.revision, Revision::taken_back);
  }
  EXPECT_TRUE(takes_back(probe.revisions(), other.person));
}

}  // namespace
}  // namespace celltally
