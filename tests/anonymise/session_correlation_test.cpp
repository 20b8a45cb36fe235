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
  request.machine = request.unauthenticated = true;
  const SignallingEvent first = probe.see(request);
  EXPECT_TRUE(first.person.known());
  probe.see(create_response(11, 21));
  const SignallingEvent joined = probe.see(to_sgw(21));
  EXPECT_EQ(joined.person, first.person);
  EXPECT_TRUE(joined.machine);
  EXPECT_TRUE(joined.unauthenticated);
  EXPECT_FALSE(probe.see(to_sgw(20)).machine);
}

TEST_F(WithSession, KeepsWhatALaterMessageLeavesOut) {
  MessageSpec request = create_request(kBob, 11);
  request.machine = request.unauthenticated = true;
  probe.see(request);
  MessageSpec paging = to_mme(11);  // says the IMSI, but neither RAT type nor indication
  paging.imsi = kBob;
  EXPECT_TRUE(probe.see(paging).unauthenticated);
  EXPECT_TRUE(probe.see(to_mme(11)).machine);
  probe.see(create_request(kAlice, 11));  // somebody else now
  EXPECT_FALSE(probe.see(to_mme(11)).machine);
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
  MessageSpec response = create_response(10, 20, kStart + 60);
  response.begins_session = true;
  EXPECT_FALSE(probe.see(response).person.known());
  EXPECT_FALSE(probe.see(to_mme(10, kStart + 61)).person.known());
  EXPECT_FALSE(probe.see(to_sgw(20, kStart + 61)).person.known());
  EXPECT_EQ(probe.counters().rebound, 2u);
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
