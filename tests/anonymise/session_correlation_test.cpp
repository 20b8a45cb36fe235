#include <gtest/gtest.h>

#include "tests/anonymise/s11_messages.hpp"
#include "tests/anonymise/with_session.hpp"

// The rules by which messages without an identity find their person, one by one.

namespace celltally {
namespace {

using namespace test;

TEST_F(WithSession, JoinsBothEndsToThePerson) {
  ASSERT_TRUE(alice.known());
  EXPECT_EQ(probe.see(to_sgw(20)).person, alice);
  EXPECT_EQ(probe.see(to_mme(10)).person, alice);
  EXPECT_EQ(probe.see(to_mme(10)).known_by, KnownBy::session);
  EXPECT_EQ(probe.see(to_mme(10)).home, Plmn{0x02f839});
  EXPECT_EQ(probe.counters().by_identity, 1u);
  EXPECT_EQ(probe.counters().session_hit, 5u);
  EXPECT_EQ(probe.counters().bound, 2u);
}

TEST_F(WithSession, JoinsNobodyWhereNodeOrTeidDiffers) {
  for (const MessageSpec& other : {to_sgw(10), to_mme(20), to_sgw(21)}) {
    const SignallingEvent event = probe.see(other);
    EXPECT_EQ(event.person, Tag{});
    EXPECT_EQ(event.known_by, KnownBy::nothing);
  }
  EXPECT_EQ(probe.counters().session_miss, 3u);
}

TEST_F(WithSession, CarriesMachineAndUnauthenticatedAlong) {
  MessageSpec request = create_request(kBob, 11);
  request.machine = MachineHint::network;
  request.unauthenticated = true;
  const SignallingEvent first = probe.see(request);
  EXPECT_TRUE(first.person.known());
  probe.see(create_response(11, 21));
  const SignallingEvent joined = probe.see(to_sgw(21));
  EXPECT_EQ(joined.person, first.person);
  EXPECT_EQ(joined.machine, MachineHint::network);
  EXPECT_TRUE(joined.unauthenticated);
  EXPECT_EQ(probe.see(to_sgw(20)).machine, MachineHint::none);
}

TEST_F(WithSession, KeepsWhatALaterMessageLeavesOut) {
  MessageSpec request = create_request(kBob, 11);
  request.machine = MachineHint::network;
  request.unauthenticated = true;
  probe.see(request);
  MessageSpec paging = to_mme(11);  // says the IMSI, but neither RAT type nor indication
  paging.imsi = kBob;
  EXPECT_TRUE(probe.see(paging).unauthenticated);
  EXPECT_EQ(probe.see(to_mme(11)).machine, MachineHint::network);
  probe.see(create_request(kAlice, 11));  // somebody else now
  EXPECT_EQ(probe.see(to_mme(11)).machine, MachineHint::none);
  EXPECT_FALSE(probe.see(to_mme(11)).unauthenticated);
}

TEST_F(WithSession, BindsTheReceiverOfAnIdentity) {
  MessageSpec paging = to_mme(77);
  paging.imsi = kBob;
  const Tag bob = probe.see(paging).person;
  EXPECT_EQ(probe.see(to_mme(77)).person, bob);
}

TEST_F(WithSession, BindsWhatIsAnnouncedInAJoinedMessage) {
  MessageSpec handover = to_sgw(20);
  handover.source = 5;
  handover.announced = {{5, 50}};
  EXPECT_EQ(probe.see(handover).person, alice);
  MessageSpec at_new_mme = to_mme(50);
  at_new_mme.receiver.node = 5;
  EXPECT_EQ(probe.see(at_new_mme).person, alice);
}

TEST_F(WithSession, ExpiresByAgeSinceLastUse) {
  constexpr std::int64_t kAge = 4 * 3600;
  EXPECT_TRUE(probe.see(to_sgw(20, kStart + kAge)).person.known()) << "on the edge";
  EXPECT_TRUE(probe.see(to_sgw(20, kStart + 2 * kAge)).person.known()) << "was used";
  EXPECT_TRUE(probe.see(to_sgw(20, kStart)).person.known()) << "out of order";
  EXPECT_TRUE(probe.see(to_sgw(20, kStart + 3 * kAge)).person.known());
  EXPECT_FALSE(probe.see(to_sgw(20, kStart + 4 * kAge + 1)).person.known());
  EXPECT_FALSE(probe.see(to_mme(10, kStart + kAge + 1)).person.known());
  EXPECT_EQ(probe.counters().session_expired, 2u);
}

TEST_F(WithSession, LingersAfterDeletionAtBothEnds) {
  EXPECT_EQ(probe.see(session_ended(10, kStart + 100)).person, alice);
  EXPECT_EQ(probe.see(to_mme(10, kStart + 129)).person, alice);
  EXPECT_EQ(probe.see(to_mme(10, kStart + 130)).person, alice) << "on the edge";
  EXPECT_EQ(probe.see(to_sgw(20, kStart + 130)).person, alice);
  EXPECT_FALSE(probe.see(to_mme(10, kStart + 131)).person.known()) << "hits do not keep it";
  EXPECT_FALSE(probe.see(to_sgw(20, kStart + 131)).person.known()) << "the other end too";
  EXPECT_EQ(probe.counters().session_expired, 2u);
}

TEST_F(WithSession, KeepsTheOtherEndThatHasAnotherPeerByNow) {
  MessageSpec handover = to_sgw(20);
  handover.source = 5;
  handover.announced = {{5, 50}};
  probe.see(handover);                         // SGW 20 is now paired with node 5
  probe.see(session_ended(10, kStart + 100));  // the old MME's copy
  EXPECT_FALSE(probe.see(to_mme(10, kStart + 200)).person.known());
  EXPECT_EQ(probe.see(to_sgw(20, kStart + 200)).person, alice);
}

TEST_F(WithSession, LivesAgainWhenTheEndpointIsGivenAnew) {
  probe.see(session_ended(10, kStart + 100));
  probe.see(create_request(kAlice, 10, kStart + 110));
  EXPECT_EQ(probe.see(to_mme(10, kStart + 1000)).person, alice);
}

TEST_F(WithSession, GivesAReusedTeidToTheNewPerson) {
  const Tag bob = probe.see(create_request(kBob, 10, kStart + 60)).person;
  EXPECT_NE(alice, bob);
  EXPECT_EQ(probe.see(to_mme(10, kStart + 61)).person, bob);
  EXPECT_EQ(probe.counters().rebound, 1u);
  EXPECT_EQ(probe.counters().bound, 3u);
}

// An emergency call has no IMSI: nobody is better than the wrong person.
TEST_F(WithSession, TakesAReusedTeidFromThePersonWhoHadItForSomebodyUnknown) {
  MessageSpec emergency = create_request("", 10, kStart + 60);
  emergency.begins_session = true;
  probe.see(emergency);
  EXPECT_FALSE(probe.see(create_response(10, 20, kStart + 60)).person.known());
  EXPECT_FALSE(probe.see(to_mme(10, kStart + 61)).person.known());
  EXPECT_FALSE(probe.see(to_sgw(20, kStart + 61)).person.known());
  EXPECT_EQ(probe.counters().rebound, 2u);
}

// A node may send from another address than it gives: which end is its own the message says.
TEST_F(WithSession, TakesAReusedTeidAlsoWhenItsNodeSendsFromAnotherAddress) {
  MessageSpec emergency = create_request("", 10, kStart + 60);
  emergency.source = 7;
  emergency.begins_session = true;
  probe.see(emergency);
  EXPECT_FALSE(probe.see(to_mme(10, kStart + 61)).person.known());
}

TEST_F(WithSession, TakesAReusedTeidAtBothAddressesOfADualStackNode) {
  probe.see({.imsi = kBob, .source = 1001, .announced = {{3, 30}, {1001, 30}}, .sender_ends = 2});
  probe.see({.source = 1001,
             .announced = {{3, 30}, {1001, 30}},
             .sender_ends = 2,
             .begins_session = true});
  EXPECT_FALSE(probe.see({.source = 2, .receiver = {3, 30}}).person.known());
  EXPECT_FALSE(probe.see({.source = 1002, .receiver = {1001, 30}}).person.known());
}

TEST(SessionCorrelation, EndsBothEndsOfNodesThatSendFromOtherAddresses) {
  Probe probe;
  MessageSpec request = create_request(kAlice, 10);
  request.source = 7;
  MessageSpec response = create_response(10, 20);
  response.source = 8;
  probe.see({request, response});
  EXPECT_TRUE(probe.see(to_sgw(20, kStart + 50)).person.known());
  probe.see(session_ended(10, kStart + 100));
  EXPECT_FALSE(probe.see(to_mme(10, kStart + 131)).person.known());
  EXPECT_FALSE(probe.see(to_sgw(20, kStart + 131)).person.known());
}

// The answer to a request goes where the request came from.
MessageSpec request_from(int source, const std::string& imsi, std::uint32_t mme_teid) {
  MessageSpec request = create_request(imsi, mme_teid);
  request.source = source;
  request.announced.push_back({source, mme_teid});
  request.at_source = 1;
  return request;
}
MessageSpec answer_to(int destination, std::uint32_t mme_teid, std::uint32_t sgw_teid) {
  MessageSpec answer = create_response(mme_teid, sgw_teid);
  answer.receiver.node = destination;
  return answer;
}

TEST(SessionCorrelation, JoinsAnAnswerThatGoesWhereItsRequestCameFrom) {
  Probe probe;
  const Tag alice = probe.see(request_from(7, kAlice, 10)).person;
  EXPECT_EQ(probe.see(answer_to(7, 10, 20)).person, alice);
  EXPECT_EQ(probe.see(to_sgw(20)).person, alice);
  EXPECT_EQ(probe.see(to_mme(10)).person, alice) << "further requests go where the F-TEID says";
  probe.see({.imsi = kBob, .source = 7, .announced = {{7, 11}}});
  EXPECT_EQ(probe.see(answer_to(7, 10, 20)).person, alice);
}

TEST(SessionCorrelation, TakesAnEndpointThatIsOnlyAssumedFromNobody) {
  Probe probe;
  probe.see({.imsi = kAlice, .source = 7, .announced = {{7, 10}}});
  const Tag bob = probe.see(request_from(7, kBob, 10)).person;
  EXPECT_FALSE(probe.see(answer_to(7, 10, 20)).person.known()) << "one of the two, who knows";
  EXPECT_EQ(probe.see(to_mme(10)).person, bob);
  EXPECT_EQ(probe.counters().rebound, 1u);
  const Tag alice =
      probe.see({.second = kStart + 9, .imsi = kAlice, .source = 7, .announced = {{7, 10}}}).person;
  MessageSpec answer = answer_to(7, 10, 21);
  answer.second += 9;
  EXPECT_EQ(probe.see(answer).person, alice) << "given anew, not assumed";
}

TEST(SessionCorrelation, GivesAnAssumedEndpointToWhoeverItIsGivenTo) {
  Probe probe;
  probe.see(request_from(7, kAlice, 10));
  const Tag bob = probe.see({.imsi = kBob, .source = 7, .announced = {{7, 10}}}).person;
  EXPECT_EQ(probe.see(answer_to(7, 10, 20)).person, bob);
}

// The MME gave Alice's old TEID to somebody whose request was not captured.
TEST_F(WithSession, LeavesAnAnswerUnknownThatMakesAnotherPair) {
  EXPECT_FALSE(probe.see(create_response(10, 21, kStart + 60)).person.known());
  EXPECT_FALSE(probe.see(to_mme(10, kStart + 61)).person.known());
  EXPECT_FALSE(probe.see(to_sgw(21, kStart + 61)).person.known());
  EXPECT_EQ(probe.counters().session_expired, 2u);
  EXPECT_EQ(probe.counters().rebound, 1u);
}

TEST_F(WithSession, JoinsTheAnswerForAFurtherPdnConnection) {
  EXPECT_EQ(probe.see(create_response(10, 20, kStart + 60)).person, alice) << "the same pair";
  MessageSpec request = create_request(kAlice, 10, kStart + 70);
  request.receiver.teid = 20;
  probe.see(request);
  EXPECT_EQ(probe.see(create_response(10, 20, kStart + 70)).person, alice);
  EXPECT_EQ(probe.see(to_mme(10, kStart + 71)).person, alice);
  EXPECT_EQ(probe.see(to_sgw(20, kStart + 71)).person, alice);
}

TEST_F(WithSession, JoinsTheAnswerOfAnotherSgwThatWasAsked) {
  MessageSpec request = create_request(kAlice, 10, kStart + 60);
  request.receiver.node = 5;
  probe.see(request);
  MessageSpec answer = create_response(10, 50, kStart + 60);
  answer.source = 5;
  answer.announced = {{5, 50}};
  EXPECT_EQ(probe.see(answer).person, alice);
  EXPECT_FALSE(probe.see(create_response(10, 20, kStart + 120)).person.known())
      << "nobody asked the old one";
}

TEST_F(WithSession, JoinsAnEarlyAnswerThatMakesAnotherPairWhenItsRequestComes) {
  EXPECT_FALSE(probe.see(create_response(10, 21, kStart + 60)).person.known());
  EXPECT_EQ(probe.see(create_request(kAlice, 10, kStart + 61)).person, alice);
  EXPECT_EQ(probe.see(to_sgw(21, kStart + 62)).person, alice);
  EXPECT_EQ(probe.counters().joined_late, 1u);
}

TEST(SessionCorrelation, CountsWhatThereWasNoRoomFor) {
  Probe probe;
  MessageSpec many{.imsi = kAlice, .source = kMme};
  for (std::uint32_t i = 0; i < SessionReferences::kAnnouncedMax + 2; ++i) {
    many.announced.push_back({kMme, 10 + i});
  }
  probe.see(many);
  EXPECT_EQ(probe.counters().endpoints_left_out, 2u);
  for (int i = 0; i < 10'000; ++i) {
    probe.see({.imsi = kAlice, .source = kMme, .announced = {{2000 + i, 10}}});
  }
  EXPECT_GT(probe.counters().nodes_evicted, 1000u);
  EXPECT_EQ(probe.counters().nodes_unknown, 0u);
  for (int i = 0; i < 10'000; ++i) probe.see(echo(2000 + i, 4));
  EXPECT_GT(probe.counters().nodes_unknown, 1000u);
  for (std::uint32_t i = 1; i <= 2000; ++i) probe.see(create_response(i, i));
  EXPECT_GT(probe.counters().early_evicted, 100u);
}

TEST_F(WithSession, TakesATeidFromItsPersonBefore1970Too) {
  probe.see(create_request(kAlice, 30, -100));
  MessageSpec emergency = create_request("", 30, -50);
  emergency.begins_session = true;
  probe.see(emergency);
  EXPECT_EQ(probe.see(to_mme(30, -40)).known_by, KnownBy::nothing);
}

// A later message of a session that is not known here may repeat an endpoint that is.
TEST_F(WithSession, KeepsAnEndpointThatALaterMessageOfAnUnknownSessionRepeats) {
  MessageSpec modify = to_sgw(99, kStart + 60);
  modify.announced = {{kMme, 10}};
  EXPECT_FALSE(probe.see(modify).person.known());
  EXPECT_EQ(probe.see(to_mme(10, kStart + 61)).person, alice);
}

TEST_F(WithSession, IsNoReuseWhenTheOldBindingHadEnded) {
  probe.see(session_ended(10, kStart + 100));
  probe.see(create_request(kBob, 10, kStart + 131));
  EXPECT_EQ(probe.counters().rebound, 0u);
}

TEST_F(WithSession, ForgetsTheSessionsOfANodeThatRestarted) {
  probe.see({echo(kSgw, 4), echo(kSgw, 4)});
  EXPECT_EQ(probe.see(to_sgw(20)).person, alice) << "the first counter is no restart";
  probe.see({echo(kSgw, 5), echo(kSgw, 5), echo(kSgw, 4)});
  EXPECT_FALSE(probe.see(to_sgw(20)).person.known());
  EXPECT_EQ(probe.see(to_mme(10)).person, alice) << "the other node did not restart";
  EXPECT_EQ(probe.counters().node_restarts, 1u);
  EXPECT_EQ(probe.counters().session_expired, 1u);
  probe.see(create_response(10, 20));
  EXPECT_EQ(probe.see(to_sgw(20)).person, alice) << "bound after the restart";
}

TEST_F(WithSession, IsNotForgottenByANodeThatCountsForEachVersionOfGtpApart) {
  for (int i = 0; i < 3; ++i) {
    MessageSpec of_sgsn = echo(kSgw, 90, kStart + i);
    of_sgsn.protocol = Protocol::gtpv1;
    probe.see({echo(kSgw, 4, kStart + i), of_sgsn});
  }
  EXPECT_EQ(probe.counters().node_restarts, 0u);
  EXPECT_EQ(probe.see(to_sgw(20, kStart + 3)).person, alice);
}

TEST_F(WithSession, BindsAfterTheRestartThatTheSameMessageTells) {
  probe.see(echo(kMme, 4));
  MessageSpec request = create_request(kBob, 10, kStart + 60);
  request.restart_counter = 5;
  const Tag bob = probe.see(request).person;
  EXPECT_EQ(probe.see(to_mme(10)).person, bob);
  EXPECT_EQ(probe.counters().rebound, 0u) << "the old one was gone by then";
}

}  // namespace
}  // namespace celltally
