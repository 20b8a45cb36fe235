// People who have opted out, over the borders of epochs and in the middle of them.

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/anonymise/made_lists.hpp"
#include "tests/anonymise/on_s1_and_s11.hpp"
#include "tests/anonymise/probe.hpp"
#include "tests/anonymise/s11_messages.hpp"
#include "tests/anonymise/with_session.hpp"

namespace celltally {
namespace {

using namespace test;

constexpr ListedAs kOut = ListedAs::opted_out();
constexpr std::int64_t kDay = 86'400;

MessageSpec located(std::uint32_t sgw_teid, std::int64_t second = kStart) {
  MessageSpec spec = to_sgw(sgw_teid, second);
  spec.cell = kCell;
  spec.kind = EventKind::service_request;
  spec.presence = Presence::exact;
  return spec;
}

MessageSpec named(const std::string& imsi, std::uint32_t sgw_teid, std::int64_t second = kStart) {
  MessageSpec spec = located(sgw_teid, second);
  spec.imsi = imsi;
  return spec;
}

bool is_nothing(const SignallingEvent& event) {
  return event.kind == EventKind::none && !event.person.known() && !event.cell.known();
}

// Alice has opted out and Bob has not; both have sessions: SGW TEIDs 20 and 21.
struct OptOut : testing::Test {
  OptOut() {
    probe.anonymiser().use_lists(lists_of({{kAlice, kOut}}));
    probe.see(create_request(kAlice, 10));
    probe.see(create_response(10, 20));
    probe.see(create_request(kBob, 11));
    probe.see(create_response(11, 21));
  }

  // Until nothing more happens: the search goes in steps.
  std::vector<SignallingEvent> taken_back() {
    std::vector<SignallingEvent> all;
    for (int step = 0; step < 50; ++step) {
      probe.see(std::vector<MessageSpec>{});
      all.insert(all.end(), probe.revisions().begin(), probe.revisions().end());
    }
    return all;
  }

  Probe probe;
};

TEST_F(OptOut, HoldsForASessionThatIsOlderThanTheEpoch) {
  probe.anonymiser().begin_epoch(key_of(8));
  EXPECT_TRUE(is_nothing(probe.see(located(20, kStart + kDay))));
  const SignallingEvent bob = probe.see(located(21, kStart + kDay));
  EXPECT_EQ(bob.known_by, KnownBy::temporary) << "who is not named yet, and counts";
  EXPECT_TRUE(bob.person.known());
}

TEST_F(OptOut, HoldsForASessionThroughEveryEpochInWhichItIsSeen) {
  for (std::uint8_t day = 1; day < 6; ++day) {
    probe.anonymiser().begin_epoch(key_of(static_cast<std::uint8_t>(7 + day)));
    EXPECT_TRUE(is_nothing(probe.see(located(20, kStart + day * kDay)))) << int{day};
  }
}

// The key of what is remembered dies with the epoch after its own.
TEST_F(OptOut, IsForgottenOfASessionThatNobodySawForAWholeEpoch) {
  probe.anonymiser().begin_epoch(key_of(8));
  probe.anonymiser().begin_epoch(key_of(9));
  EXPECT_FALSE(is_nothing(probe.see(located(20, kStart + 2 * kDay))));
}

TEST_F(OptOut, HoldsForATunnelThatTheSessionGetsAfterTheEpochBegan) {
  probe.anonymiser().begin_epoch(key_of(8));
  MessageSpec moved = located(20, kStart + kDay);
  moved.announced = {{kMme, 77}};
  EXPECT_TRUE(is_nothing(probe.see(moved)));
  MessageSpec later = to_mme(77, kStart + kDay + 1);
  later.cell = kCell;
  later.kind = EventKind::service_request;
  later.presence = Presence::exact;
  EXPECT_TRUE(is_nothing(probe.see(later)));
}

TEST_F(OnS1AndS11, OptOutHoldsForANameOnTheRadiosSideThatIsOlderThanTheEpoch) {
  probe.anonymiser().use_lists(lists_of({{kAlice, kOut}}));
  probe.see(named(kAlice, 900, kStart + 500));
  probe.see(initial_ue(kStart + 600, 6, {s_tmsi(0xbb)}));
  probe.see(context_setup(kStart + 600, 6, 78, 900));
  probe.see(initial_ue(kStart + 610, 6, {s_tmsi(0xbb)}));
  probe.anonymiser().begin_epoch(key_of(8));
  EXPECT_TRUE(is_nothing(probe.see(initial_ue(kStart + kDay, 9, {s_tmsi(0xbb)}))));
  EXPECT_FALSE(is_nothing(probe.see(initial_ue(kStart + kDay, 10, {s_tmsi(0xcc)}))));
}

TEST_F(OptOut, InTheMiddleOfAnEpochTakesBackWhatWasCountedAndHoldsFromThenOn) {
  const SignallingEvent before = probe.see(located(21, kStart + 50));
  EXPECT_EQ(before.known_by, KnownBy::session);
  probe.anonymiser().also_leave_out(lists_of({{kAlice, kOut}, {kBob, kOut}}));
  const auto revisions = taken_back();
  ASSERT_EQ(revisions.size(), 1u);
  EXPECT_EQ(revisions[0].revision, Revision::taken_back);
  EXPECT_EQ(revisions[0].person, before.person);
  EXPECT_EQ(revisions[0].at, Timestamp::from_seconds(kStart + 50));
  EXPECT_TRUE(is_nothing(probe.see(located(21, kStart + 60))));
  EXPECT_TRUE(is_nothing(probe.see(named(kBob, 21, kStart + 70))));
}

TEST_F(OptOut, InTheMiddleOfAnEpochHoldsForWhoIsSeenForTheFirstTimeAfterIt) {
  const std::string carol = "208930000000003";
  probe.anonymiser().also_leave_out(lists_of({{carol, kOut}}));
  EXPECT_EQ(taken_back().size(), 0u);
  EXPECT_TRUE(is_nothing(probe.see(named(carol, 30))));
  EXPECT_TRUE(is_nothing(probe.see(located(20))))
      << "who is no longer listed, until the next epoch";
  EXPECT_FALSE(is_nothing(probe.see(located(21))));
}

TEST_F(OptOut, FindsAllOfManyWhoOptOutAtOnce) {
  std::vector<std::pair<std::string, ListedAs>> listed{{kAlice, kOut}};
  for (std::uint32_t person = 0; person < 1000; ++person) {
    const std::string imsi = std::to_string(208930000001000 + person);
    probe.see(named(imsi, 1000 + person));
    if (person % 3 == 0) listed.push_back({imsi, kOut});
  }
  probe.anonymiser().also_leave_out(lists_of(listed));
  std::size_t found = 0;
  for (int step = 0; step < 500; ++step) {
    probe.see(std::vector<MessageSpec>{});
    found += probe.revisions().size();
  }
  EXPECT_EQ(found, listed.size() - 1);
  for (std::uint32_t person = 0; person < 1000; ++person) {
    EXPECT_EQ(is_nothing(probe.see(located(1000 + person))), person % 3 == 0) << person;
  }
}

TEST_F(OptOut, IsSearchedForInABigListWhileNothingComes) {
  std::vector<std::pair<std::string, ListedAs>> listed{{kAlice, kOut}, {kBob, kOut}};
  for (int person = 0; person < 20'000; ++person) {
    listed.push_back({std::to_string(901700000000000 + person), kOut});
  }
  probe.anonymiser().also_leave_out(lists_of(listed));
  EXPECT_EQ(taken_back().size(), 1u) << "in fifty polls";
}

TEST(OptOutOfASession, IsRememberedAlsoWhereTheTableOfPeopleIsFull) {
  Anonymiser::Limits limits = kSmallLimits;
  limits.listed_people_max = 4;  // room for eight
  Probe probe{limits};
  probe.anonymiser().use_lists(lists_of({{kAlice, kOut}}));
  for (int person = 0; person < 8; ++person) {
    probe.see(named("00101000000000" + std::to_string(person), 100));
  }
  EXPECT_TRUE(is_nothing(probe.see(named(kAlice, 20))));
  ASSERT_EQ(probe.counters().listed_people_full, 1u);
  probe.anonymiser().begin_epoch(key_of(8));
  EXPECT_TRUE(is_nothing(probe.see(located(20, kStart + kDay))));
}

// Whether they have opted out is not known; as soon as they are without a name they are like
// anybody.
TEST(OptOutOfASession, IsNotRememberedOfWhoWasOnlyNotLookedUp) {
  Probe probe;
  probe.see(create_request(kBob, 11));
  probe.see(create_response(11, 21));
  probe.anonymiser().use_lists(lists_of({{kAlice, kOut}}));
  EXPECT_TRUE(is_nothing(probe.see(located(21))));
  probe.anonymiser().begin_epoch(key_of(8));
  EXPECT_FALSE(is_nothing(probe.see(located(21, kStart + kDay))));
}

TEST(OptOutInTheMiddle, FindsAsManyInEveryEpoch) {
  Anonymiser::Limits limits = kSmallLimits;
  limits.listed_people_max = 8;
  Probe probe{limits};
  probe.anonymiser().use_lists(lists_of({{kAlice, kOut}}));
  for (std::uint8_t day = 0; day < 3; ++day) {
    std::vector<std::pair<std::string, ListedAs>> listed;
    for (int person = 0; person < 8; ++person) {
      listed.push_back({"00101000000000" + std::to_string(person), kOut});
      probe.see(named(listed.back().first, 100, kStart + day * kDay));
    }
    probe.anonymiser().also_leave_out(lists_of(listed));
    std::size_t found = 0;
    for (int step = 0; step < 20; ++step) {
      probe.see(std::vector<MessageSpec>{});
      found += probe.revisions().size();
    }
    EXPECT_EQ(found, 8u) << int{day};
    probe.anonymiser().use_lists(lists_of({{kAlice, kOut}}));
    probe.anonymiser().begin_epoch(key_of(static_cast<std::uint8_t>(8 + day)));
  }
}

// The table of people has room for twice as many as are reckoned with.
TEST(OptOutInTheMiddle, FindsAllWhomTheTableHoldsAndNotOnlyThoseReckonedWith) {
  Anonymiser::Limits limits = kSmallLimits;
  limits.listed_people_max = 4;
  Probe probe{limits};
  probe.anonymiser().use_lists(lists_of({{kAlice, kOut}}));
  std::vector<std::pair<std::string, ListedAs>> listed;
  for (int person = 0; person < 8; ++person) {
    listed.push_back({"00101000000000" + std::to_string(person), kOut});
    probe.see(named(listed.back().first, 100));
  }
  ASSERT_EQ(probe.counters().listed_people_full, 0u);
  probe.anonymiser().also_leave_out(lists_of(listed));
  probe.see(std::vector<MessageSpec>{});
  EXPECT_EQ(probe.revisions().size(), 8u);
}

TEST(OptOutInTheMiddle, WaitsForTheNextEpochWhereNobodyCouldOptOutBefore) {
  Probe probe;
  probe.see(create_request(kBob, 11));
  probe.see(create_response(11, 21));
  probe.anonymiser().also_leave_out(lists_of({{kBob, kOut}}));
  EXPECT_FALSE(is_nothing(probe.see(located(21))));
  EXPECT_EQ(probe.revisions().size(), 0u);
}

}  // namespace
}  // namespace celltally
