#include <gtest/gtest.h>

#include "tests/anonymise/with_session.hpp"

// What is done about the order of messages: copies, and responses before their requests.

namespace celltally {
namespace {

using namespace test;

TEST_F(WithSession, ChangesNothingForACopy) {
  MessageSpec request = create_request(kAlice, 10, kStart + 5);
  request.sequence = 77;
  probe.see(request);
  const Tag bob = probe.see(create_request(kBob, 10, kStart + 6)).person;
  request.second += 3;
  const SignallingEvent copy = probe.see(request);
  EXPECT_TRUE(copy.retransmission);
  EXPECT_EQ(copy.person, alice);
  EXPECT_EQ(probe.see(to_mme(10, kStart + 9)).person, bob) << "not Alice's again";
  EXPECT_EQ(probe.counters().retransmissions, 1u);
}

TEST_F(WithSession, JoinsACopyToItsPersonButDoesNotKeepTheSession) {
  constexpr std::int64_t kAge = 4 * 3600;
  MessageSpec modify = to_sgw(20, kStart + 100);
  modify.sequence = 77;
  EXPECT_FALSE(probe.see(modify).retransmission);
  modify.second += 60;
  const SignallingEvent copy = probe.see(modify);
  EXPECT_TRUE(copy.retransmission);
  EXPECT_EQ(copy.person, alice);
  EXPECT_EQ(copy.known_by, KnownBy::session);
  EXPECT_FALSE(probe.see(to_sgw(20, kStart + 100 + kAge + 1)).person.known());
}

TEST_F(WithSession, LingersFromTheFirstDeletionNotFromItsCopy) {
  MessageSpec response = session_ended(10, kStart + 100);
  response.sequence = 77;
  probe.see(response);
  response.second += 20;
  EXPECT_TRUE(probe.see(response).retransmission);
  EXPECT_FALSE(probe.see(to_mme(10, kStart + 131)).person.known());
}

TEST_F(WithSession, TakesACopiedRestartForNone) {
  MessageSpec told = echo(kSgw, 4, kStart);
  told.sequence = 77;
  probe.see({told, echo(kSgw, 5, kStart + 1)});
  told.restart_counter = 6;
  told.second += 50;
  probe.see(told);
  EXPECT_EQ(probe.counters().node_restarts, 1u);
}

// A mirror or a snap length may cut one copy and not the other.
TEST_F(WithSession, TakesNoWholeMessageForACopyOfACutOne) {
  MessageSpec whole = to_sgw(20, kStart + 5);
  whole.sequence = 77;
  whole.cell = Place(PlaceKind::ecgi, Plmn{0x02f839}, 0x1234501);
  MessageSpec cut = whole;
  cut.cell = {};
  cut.damage = MessageDamage::truncated;
  const auto events = probe.see({cut, whole, whole});
  EXPECT_FALSE(events[0].retransmission);
  EXPECT_FALSE(events[1].retransmission);
  EXPECT_TRUE(events[2].retransmission);
  EXPECT_EQ(events[0].person, alice);
  EXPECT_EQ(events[1].person, alice);
  EXPECT_EQ(probe.counters().retransmissions, 1u);
  EXPECT_EQ(probe.counters().by_identity + probe.counters().session_hit, 5u);
}

// A cut one is a copy of the whole one before it, with a place or without.
TEST_F(WithSession, CountsNoPlaceTwiceWhenTheCutCopyComesLast) {
  MessageSpec whole = to_sgw(20, kStart + 5);
  whole.sequence = 77;
  whole.cell = Place(PlaceKind::ecgi, Plmn{0x02f839}, 0x1234501);
  MessageSpec cut = whole;
  cut.damage = MessageDamage::truncated;
  MessageSpec cut_before_its_place = cut;
  cut_before_its_place.cell = {};
  const auto events = probe.see({whole, cut, cut_before_its_place});
  int counted = 0;
  for (const SignallingEvent& event : events) {
    if (event.cell.known() && !event.retransmission) ++counted;
  }
  EXPECT_EQ(counted, 1);
  EXPECT_EQ(probe.counters().retransmissions, 2u);
  EXPECT_EQ(probe.counters().by_identity + probe.counters().session_hit, 5u);
}

TEST_F(WithSession, IsNoCopyThatNamesAnotherPerson) {
  MessageSpec request = create_request(kAlice, 11);
  request.sequence = 77;
  probe.see(request);
  request.imsi = kBob;
  EXPECT_FALSE(probe.see(request).retransmission);
  EXPECT_TRUE(probe.see(request).retransmission);
}

TEST(SessionCorrelation, JoinsAResponseThatIsSeenBeforeItsRequest) {
  Probe probe;
  EXPECT_FALSE(probe.see(create_response(10, 20, kStart)).person.known());
  const Tag alice = probe.see(create_request(kAlice, 10, kStart + 2)).person;
  EXPECT_EQ(probe.see(to_sgw(20, kStart + 3)).person, alice);
  EXPECT_EQ(probe.counters().joined_late, 1u);
  EXPECT_EQ(probe.counters().bound, 2u);
  probe.see(session_ended(10, kStart + 10));
  EXPECT_FALSE(probe.see(to_sgw(20, kStart + 41)).person.known()) << "the ends were paired";
}

TEST(SessionCorrelation, DoesNotJoinAResponseThatIsTooEarly) {
  Probe probe;
  probe.see(create_response(10, 20, kStart));
  probe.see(create_request(kAlice, 10, kStart + 3));
  EXPECT_FALSE(probe.see(to_sgw(20, kStart + 3)).person.known());
  EXPECT_EQ(probe.counters().joined_late, 0u);
}

TEST(SessionCorrelation, DoesNotJoinAResponseFromBeforeItsNodesRestart) {
  Probe probe;
  probe.see({echo(kSgw, 4), create_response(10, 20), echo(kSgw, 5), create_request(kAlice, 10)});
  EXPECT_FALSE(probe.see(to_sgw(20)).person.known());
  EXPECT_EQ(probe.counters().joined_late, 0u);
}

TEST(SessionCorrelation, TakesAnEarlyResponseFromThePreviousOwnerOfItsTeid) {
  Probe probe;
  probe.see(create_request(kAlice, 10, kStart));
  probe.see(create_response(10, 20, kStart + 100));  // it is Bob's, but nobody knows yet
  const Tag bob = probe.see(create_request(kBob, 10, kStart + 101)).person;
  EXPECT_EQ(probe.see(to_sgw(20, kStart + 102)).person, bob);
  EXPECT_EQ(probe.counters().joined_late, 1u);
}

TEST(SessionCorrelation, LeavesTheAnswerOfAKeptSessionAlone) {
  Probe probe;
  probe.see({create_request(kAlice, 10), create_response(10, 20), create_request(kAlice, 10)});
  EXPECT_EQ(probe.counters().joined_late, 0u);
  EXPECT_EQ(probe.counters().bound, 2u);
}

TEST(SessionCorrelation, WorksWithoutAddresses) {
  Probe probe;
  const Tag alice = probe.see({.imsi = kAlice, .announced = {{0, 10}}}).person;
  EXPECT_EQ(probe.see(MessageSpec{.receiver = {0, 10}}).person, alice);
  EXPECT_EQ(probe.see(MessageSpec{.receiver = {0, 11}}).person, Tag{});
}

TEST(SessionCorrelation, WorksOverIpv6) {
  Probe probe;
  const Tag alice =
      probe.see({.imsi = kAlice, .source = 1001, .receiver = {1002, 0}, .announced = {{1001, 10}}})
          .person;
  EXPECT_EQ(probe.see({.source = 1002, .receiver = {1001, 10}}).person, alice);
  EXPECT_EQ(probe.see({.source = 1002, .receiver = {1003, 10}}).person, Tag{});
}

TEST(SessionCorrelation, HasNoReferenceInAnEcho) {
  Probe probe;
  EXPECT_EQ(probe.see(echo(kSgw, 1)).known_by, KnownBy::nothing);
  EXPECT_EQ(probe.counters().no_reference, 1u);
}

}  // namespace
}  // namespace celltally
