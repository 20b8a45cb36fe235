#include <gtest/gtest.h>

#include <vector>

#include "tests/anonymise/on_s1_and_s11.hpp"
#include "tests/anonymise/probe.hpp"
#include "tests/anonymise/s1_messages.hpp"

// How messages that name a device by temporary identifiers find their person: one story each.

namespace celltally {
namespace {

using namespace test;

TEST_F(OnS1AndS11, KnowsAServiceRequestByItsSTmsi) {
  const SignallingEvent event = probe.see(initial_ue(kStart + 600, 6, {s_tmsi(0xaa)}));
  EXPECT_EQ(event.person, alice);
  EXPECT_EQ(event.known_by, KnownBy::session);
  EXPECT_EQ(event.home, Plmn{0x02f839});
}

TEST_F(OnS1AndS11, KnowsTheWholeConnectionByIdsOfEitherEnd) {
  probe.see(initial_ue(kStart + 600, 6, {s_tmsi(0xaa)}));
  probe.see(context_setup(kStart + 600, 6, 78, 900));
  EXPECT_EQ(probe.see(s1(kStart + 610, {enb_ue(6)})).person, alice);
  EXPECT_EQ(probe.see(s1(kStart + 610, {mme_ue(78)})).person, alice);
}

TEST_F(OnS1AndS11, LearnsAGutiThatWasGivenUnderCiphersAtTheNextServiceRequest) {
  const SignallingEvent first = probe.see(initial_ue(kStart + 600, 6, {s_tmsi(0xbb)}));
  EXPECT_EQ(first.known_by, KnownBy::temporary);
  EXPECT_NE(first.person, alice);
  probe.see(context_setup(kStart + 600, 6, 78, 900));
  EXPECT_EQ(probe.counters().merged, 1u);
  EXPECT_EQ(probe.see(s1(kStart + 601, {enb_ue(6)})).person, alice);
  probe.see(release_complete(kStart + 660, 6, 78));
  EXPECT_EQ(probe.see(initial_ue(kStart + 900, 7, {s_tmsi(0xbb)})).person, alice)
      << "the S-TMSI is known from now on";
}

TEST_F(OnS1AndS11, RestatesWhatWasCountedForAnUnknownSTmsi) {
  const SignallingEvent first = probe.see(initial_ue(kStart + 600, 6, {s_tmsi(0xbb)}));
  EXPECT_TRUE(probe.revisions().empty());
  probe.see(context_setup(kStart + 600, 6, 78, 900));
  ASSERT_EQ(probe.revisions().size(), 2u);
  const SignallingEvent& back = probe.revisions()[0];
  const SignallingEvent& again = probe.revisions()[1];
  EXPECT_EQ(back.revision, Revision::taken_back);
  EXPECT_EQ(back.person, first.person);
  EXPECT_EQ(again.revision, Revision::restated);
  EXPECT_EQ(again.person, alice);
  EXPECT_EQ(again.home, Plmn{0x02f839});
  for (const SignallingEvent& each : {back, again}) {
    EXPECT_EQ(each.at, first.at);
    EXPECT_EQ(each.cell, kCell);
    EXPECT_EQ(each.kind, EventKind::service_request);
    EXPECT_EQ(each.presence, Presence::exact);
  }
  probe.see(s1(kStart + 601, {enb_ue(6)}));
  EXPECT_TRUE(probe.revisions().empty()) << "told once";
}

TEST_F(OnS1AndS11, KeepsWhatAMessageSaysOfWhoIsKnownByItsNames) {
  probe.see(initial_ue(kStart + 600, 6, {s_tmsi(0xaa)}));
  MessageSpec setup = context_setup(kStart + 600, 6, 78, 900);
  setup.machine = MachineHint::network;
  probe.see(setup);
  EXPECT_EQ(probe.see(s1(kStart + 601, {enb_ue(6)})).machine, MachineHint::network);
}

TEST_F(OnS1AndS11, KeepsWhatWasSaidOfSomebodyUnknownWhenTheyAreKnown) {
  MessageSpec first = initial_ue(kStart + 600, 6, {s_tmsi(0xbb)});
  first.machine = MachineHint::network;
  probe.see(first);
  const SignallingEvent setup = probe.see(context_setup(kStart + 600, 6, 78, 900));
  EXPECT_EQ(setup.person, alice);
  EXPECT_EQ(setup.machine, MachineHint::network);
  EXPECT_EQ(probe.see(s1(kStart + 601, {enb_ue(6)})).machine, MachineHint::network);
}

TEST_F(OnS1AndS11, KeepsWhatWasSaidOfSomebodyUnknownWhenTheCoreIsAMomentBehind) {
  MessageSpec first = initial_ue(kStart + 699, 6, {guti(9)});
  first.machine = MachineHint::network;
  probe.see(first);
  probe.see(context_setup(kStart + 700, 6, 78, 901, Role::given));
  const Tag bob = probe.see(create_request(kBob, 11, kStart + 700)).person;
  probe.see(create_response_with_tunnel(11, 21, 901, kStart + 701));
  const SignallingEvent later = probe.see(s1(kStart + 702, {enb_ue(6)}));
  EXPECT_EQ(later.person, bob);
  EXPECT_EQ(later.machine, MachineHint::network);
}

TEST_F(OnS1AndS11, RestatesAlsoWhatTheSameBurstToldAMomentBefore) {
  const auto events = probe.see(std::vector{initial_ue(kStart + 600, 6, {s_tmsi(0xbb)}),
                                            context_setup(kStart + 600, 6, 78, 900)});
  ASSERT_EQ(probe.revisions().size(), 2u);
  EXPECT_EQ(probe.revisions()[0].person, events[0].person);
  EXPECT_EQ(probe.revisions()[0].at, events[0].at);
  EXPECT_EQ(probe.revisions()[1].person, alice);
}

TEST_F(OnS1AndS11, TakesATunnelThatIsGivenToAnotherForTheOthers) {
  probe.see(create_request(kBob, 11, kStart + 700));
  const Tag bob = probe.see(create_request(kBob, 11, kStart + 700)).person;
  probe.see(create_response_with_tunnel(11, 21, 900, kStart + 700));
  probe.see(initial_ue(kStart + 800, 6, {s_tmsi(0xcc)}));
  EXPECT_EQ(probe.see(context_setup(kStart + 800, 6, 78, 900)).person, bob);
}

TEST_F(OnS1AndS11, BelievesTheTunnelBeforeAnSTmsiOfSomebodyElse) {
  const Tag bob = probe.see(create_request(kBob, 11, kStart + 700)).person;
  probe.see(create_response_with_tunnel(11, 21, 901, kStart + 700));
  // Alice's S-TMSI was given to Bob where nobody could read it.
  probe.see(initial_ue(kStart + 800, 6, {s_tmsi(0xaa)}));
  EXPECT_EQ(probe.see(context_setup(kStart + 800, 6, 78, 901)).person, bob);
  EXPECT_EQ(probe.see(s1(kStart + 801, {enb_ue(6)})).person, bob);
  EXPECT_EQ(probe.see(s1(kStart + 801, {mme_ue(78)})).person, bob);
}

TEST_F(OnS1AndS11, JoinsAnAttachByTheTunnelThatTheSgwGaveSecondsAgo) {
  const Tag bob = probe.see(create_request(kBob, 11, kStart + 700)).person;
  probe.see(create_response_with_tunnel(11, 21, 901, kStart + 700));
  probe.see(initial_ue(kStart + 699, 6, {guti(9)}));  // attaches with a GUTI of elsewhere
  EXPECT_EQ(probe.see(context_setup(kStart + 701, 6, 78, 901, Role::given)).person, bob);
  EXPECT_EQ(probe.see(s1(kStart + 702, {enb_ue(6)})).person, bob);
}

TEST_F(OnS1AndS11, DoesNotJoinAnAttachByATunnelThatSomebodyHadBefore) {
  probe.see(initial_ue(kStart + 7000, 6, {guti(9)}));
  const SignallingEvent setup = probe.see(context_setup(kStart + 7001, 6, 78, 900, Role::given));
  EXPECT_NE(setup.person, alice);
  EXPECT_EQ(setup.known_by, KnownBy::temporary);
}

TEST_F(OnS1AndS11, JoinsWhenTheTapOfTheCoreIsAMomentBehind) {
  probe.see(initial_ue(kStart + 699, 6, {guti(9)}));
  probe.see(context_setup(kStart + 700, 6, 78, 901, Role::given));
  const Tag bob = probe.see(create_request(kBob, 11, kStart + 700)).person;
  probe.see(create_response_with_tunnel(11, 21, 901, kStart + 701));
  EXPECT_EQ(probe.see(s1(kStart + 702, {enb_ue(6)})).person, bob);
  EXPECT_EQ(probe.counters().merged, 1u);
}

TEST_F(OnS1AndS11, FollowsAnX2Handover) {
  probe.see(initial_ue(kStart + 600, 6, {s_tmsi(0xaa)}));
  probe.see(context_setup(kStart + 600, 6, 78, 900));
  const auto path_switch =
      s1(kStart + 610, {enb_ue(40, Role::given, kOtherEnb), mme_ue(78)}, EventKind::handover);
  EXPECT_EQ(probe.see(path_switch).person, alice);
  EXPECT_EQ(probe.see(s1(kStart + 611, {enb_ue(40, Role::names, kOtherEnb)})).person, alice);
}

TEST_F(OnS1AndS11, FollowsAnS1HandoverByTheTunnel) {
  probe.see(initial_ue(kStart + 600, 6, {s_tmsi(0xaa)}));
  probe.see(context_setup(kStart + 600, 6, 78, 900));
  EXPECT_EQ(probe.see(s1(kStart + 610, {mme_ue(99, Role::given, 3), tunnel(900)})).person, alice);
  probe.see(s1(kStart + 611, {mme_ue(99, Role::names, 3), enb_ue(41, Role::given, kOtherEnb)}));
  const auto notify =
      s1(kStart + 612, {enb_ue(41, Role::names, kOtherEnb), mme_ue(99, Role::names, 3)},
         EventKind::handover);
  EXPECT_EQ(probe.see(notify).person, alice);
}

TEST_F(OnS1AndS11, FollowsAnAreaUpdateToAnotherMmeByTheGuti) {
  probe.see(initial_ue(kStart + 600, 6, {s_tmsi(0xaa), guti(1)}));
  MessageSpec update = initial_ue(kStart + 700, 8, {guti(1)}, kOtherEnb);
  update.kind = EventKind::area_update;
  EXPECT_EQ(probe.see(update).person, alice);
  const auto accept =
      s1(kStart + 701, {enb_ue(8, Role::names, kOtherEnb), mme_ue(4, Role::names, 3),
                        guti(2, Role::given), s_tmsi(0xdd, Role::given, 3)});
  EXPECT_EQ(probe.see(accept).person, alice);
  EXPECT_EQ(probe.see(initial_ue(kStart + 900, 9, {s_tmsi(0xdd, Role::names, 3)})).person, alice);
}

TEST_F(OnS1AndS11, ForgetsTheContextsOfAnEnbThatStartsAgain) {
  probe.see(initial_ue(kStart + 600, 6, {s_tmsi(0xaa)}));
  probe.see(initial_ue(kStart + 600, 6, {s_tmsi(0xaa)}, kOtherEnb));
  MessageSpec setup = s1(kStart + 610, {});
  setup.reset_node = kEnb;
  probe.see(setup);
  EXPECT_NE(probe.see(s1(kStart + 611, {enb_ue(6), mme_ue(500)})).person, alice);
  EXPECT_EQ(probe.see(s1(kStart + 611, {enb_ue(6, Role::names, kOtherEnb)})).person, alice);
  EXPECT_EQ(probe.see(initial_ue(kStart + 620, 6, {s_tmsi(0xaa)})).person, alice)
      << "registrations are not the eNB's";
  EXPECT_EQ(probe.see(s1(kStart + 621, {enb_ue(6)})).person, alice) << "given anew";
}

TEST_F(OnS1AndS11, GivesAnIdOfTheEnbToWhoGetsItNext) {
  probe.see(initial_ue(kStart + 600, 6, {s_tmsi(0xaa)}));
  const SignallingEvent next = probe.see(initial_ue(kStart + 700, 6, {s_tmsi(0xcc)}));
  EXPECT_NE(next.person, alice);
  EXPECT_EQ(probe.counters().merged, 0u);
  EXPECT_EQ(probe.see(s1(kStart + 701, {enb_ue(6)})).person, next.person);
}

TEST_F(OnS1AndS11, ForgetsAConnectionSomeTimeAfterItsRelease) {
  probe.see(initial_ue(kStart + 600, 6, {s_tmsi(0xaa)}));
  probe.see(context_setup(kStart + 600, 6, 78, 900));
  probe.see(release_complete(kStart + 660, 6, 78));
  EXPECT_EQ(probe.see(s1(kStart + 661, {enb_ue(6)})).person, alice) << "late";
  EXPECT_NE(probe.see(s1(kStart + 700, {mme_ue(78)}, EventKind::location_report)).person, alice);
  EXPECT_NE(probe.see(s1(kStart + 700, {enb_ue(6)}, EventKind::location_report)).person, alice)
      << "being named late does not keep it";
}

TEST_F(OnS1AndS11, TellsNothingOfAPersonByAContextThatWasLeftBehind) {
  probe.see(initial_ue(kStart + 600, 6, {s_tmsi(0xaa)}));
  probe.see(context_setup(kStart + 600, 6, 78, 900));
  probe.see(
      s1(kStart + 610, {enb_ue(40, Role::given, kOtherEnb), mme_ue(99, Role::given), tunnel(900)}));
  EXPECT_EQ(probe.see(release_complete(kStart + 611, 6, 78)).person, alice) << "the command";
  EXPECT_FALSE(probe.see(release_complete(kStart + 611, 6, 78)).person.known()) << "the answer";
  EXPECT_EQ(probe.see(s1(kStart + 612, {enb_ue(40, Role::names, kOtherEnb)})).person, alice);
}

TEST_F(OnS1AndS11, ForgetsARegistrationAfterTwoPeriodsOfItsUpdate) {
  EXPECT_EQ(probe.see(initial_ue(kStart + 7200, 6, {s_tmsi(0xaa)})).person, alice);
  EXPECT_EQ(probe.see(initial_ue(kStart + 2 * 7200, 6, {s_tmsi(0xaa)})).person, alice) << "used";
  EXPECT_NE(probe.see(initial_ue(kStart + 3 * 7200 + 1, 6, {s_tmsi(0xaa)})).person, alice);
}

TEST_F(OnS1AndS11, CountsJoinsThatAnIdentityConfirmsOrRefutes) {
  MessageSpec response = initial_ue(kStart + 600, 6, {s_tmsi(0xaa)});
  response.imsi = kAlice;
  probe.see(response);
  EXPECT_EQ(probe.counters().joins_confirmed, 1u);
  response.imsi = kBob;
  const Tag bob = probe.see(response).person;
  EXPECT_EQ(probe.counters().joins_refuted, 1u);
  EXPECT_EQ(probe.see(initial_ue(kStart + 700, 7, {s_tmsi(0xaa)})).person, bob);
}

TEST_F(OnS1AndS11, MakesNobodyOfAPagedSTmsi) {
  MessageSpec paging = s1(kStart + 600, {s_tmsi(0xee)});
  paging.kind = EventKind::paging;
  EXPECT_FALSE(probe.see(paging).person.known());
  EXPECT_EQ(probe.counters().temporary_people, 0u);
  paging.names = {s_tmsi(0xaa)};
  EXPECT_EQ(probe.see(paging).person, alice);
}

TEST_F(OnS1AndS11, FindsAPersonByTheirNumberOnceItWasSeenWithAnIdentity) {
  MessageSpec call = s1(kStart + 600, {}, EventKind::call);
  call.protocol = Protocol::sip;
  call.msisdn = "33612345678";
  const SignallingEvent before = probe.see(call);
  EXPECT_EQ(before.known_by, KnownBy::temporary);
  MessageSpec request = create_request(kAlice, 10, kStart + 700);
  request.msisdn = "33612345678";
  probe.see(request);
  call.second = kStart + 800;
  EXPECT_EQ(probe.see(call).person, alice);
}

TEST(OnS11Only, RemembersNeitherTunnelsNorNumbersThatNobodyAsksFor) {
  Probe probe;
  MessageSpec request = create_request(kAlice, 10);
  request.msisdn = "33612345678";
  probe.see(request);
  probe.see(create_response_with_tunnel(10, 20, 900));
  EXPECT_EQ(probe.counters().bound, 2u);
  probe.see(initial_ue(kStart, 6, {s_tmsi(0xaa)}));  // S1 is seen from now on
  request.second = kStart + 10;
  probe.see(request);
  EXPECT_EQ(probe.counters().bound, 5u) << "the eNB's id, the S-TMSI, and the number";
}

// A probe that sees S1 only, where GUTIs are given under ciphers.
struct OnS1Only : testing::Test {
  Probe probe;
};

TEST_F(OnS1Only, CountsADeviceByItsSTmsiAcrossConnections) {
  const SignallingEvent first = probe.see(initial_ue(kStart, 1, {s_tmsi(0xaa)}));
  EXPECT_EQ(first.known_by, KnownBy::temporary);
  EXPECT_EQ(probe.see(initial_ue(kStart + 600, 2, {s_tmsi(0xaa)})).person, first.person);
  EXPECT_NE(probe.see(initial_ue(kStart + 600, 3, {s_tmsi(0xbb)})).person, first.person);
  EXPECT_EQ(probe.counters().temporary_people, 2u);
  EXPECT_EQ(probe.counters().temporary_person, 3u);
}

TEST_F(OnS1Only, KnowsADeviceByItsTunnelWhenItsSTmsiHasChanged) {
  const Tag device = probe.see(initial_ue(kStart, 1, {s_tmsi(0xaa)})).person;
  probe.see(context_setup(kStart, 1, 71, 900));
  probe.see(release_complete(kStart + 10, 1, 71));
  EXPECT_NE(probe.see(initial_ue(kStart + 600, 2, {s_tmsi(0xbb)})).person, device);
  EXPECT_EQ(probe.see(context_setup(kStart + 600, 2, 72, 900)).person, device);
  EXPECT_EQ(probe.counters().merged, 1u);
  ASSERT_EQ(probe.revisions().size(), 2u);
  EXPECT_EQ(probe.revisions()[1].person, device);
  EXPECT_EQ(probe.revisions()[1].known_by, KnownBy::temporary);
  EXPECT_EQ(probe.see(initial_ue(kStart + 900, 3, {s_tmsi(0xbb)})).person, device);
}

TEST_F(OnS1Only, IsSomebodyElseWhoGetsTheSameSTmsiMuchLater) {
  const Tag first = probe.see(initial_ue(kStart, 1, {s_tmsi(0xaa)})).person;
  EXPECT_NE(probe.see(initial_ue(kStart + 7201, 2, {s_tmsi(0xaa)})).person, first);
}

TEST_F(OnS1Only, MergesWhenTheIdentityComesAtLast) {
  const Tag device = probe.see(initial_ue(kStart, 1, {s_tmsi(0xaa)})).person;
  probe.see(initial_ue(kStart + 100, 2, {s_tmsi(0xaa)}));
  probe.see(initial_ue(kStart + 1300, 3, {s_tmsi(0xaa)}));
  MessageSpec response = s1(kStart + 1301, {enb_ue(3)}, EventKind::location_report);
  response.imsi = kAlice;
  const Tag alice = probe.see(response).person;
  EXPECT_NE(alice, device);
  EXPECT_EQ(probe.revisions().size(), 6u) << "the first two are one sighting, with two ends";
  EXPECT_EQ(probe.see(initial_ue(kStart + 1400, 4, {s_tmsi(0xaa)})).person, alice);
}

TEST_F(OnS1Only, SaysWhatItCouldNotRestate) {
  for (int i = 0; i < 9; ++i) {
    probe.see(initial_ue(kStart + 700 * i, 1, {s_tmsi(0xaa)}));
  }
  MessageSpec response = s1(kStart + 6000, {enb_ue(1)}, EventKind::location_report);
  response.imsi = kAlice;
  probe.see(response);
  EXPECT_EQ(probe.revisions().size(), 14u);
  EXPECT_EQ(probe.counters().merged_in_part, 1u);
}

TEST_F(OnS1Only, KnowsNobodyOfAnotherEpoch) {
  const Tag device = probe.see(initial_ue(kStart, 1, {s_tmsi(0xaa)})).person;
  probe.anonymiser().begin_epoch(key_of(8));
  const SignallingEvent next = probe.see(initial_ue(kStart + 10, 2, {s_tmsi(0xaa)}));
  EXPECT_NE(next.person, device);
  EXPECT_TRUE(probe.revisions().empty());
}

TEST_F(OnS1Only, ColdStartInTheMiddleOfAConnectionCountsItsContext) {
  const SignallingEvent uplink =
      probe.see(s1(kStart, {enb_ue(1), mme_ue(71)}, EventKind::location_report));
  EXPECT_EQ(uplink.known_by, KnownBy::temporary);
  EXPECT_EQ(probe.see(s1(kStart + 1, {mme_ue(71)}, EventKind::location_report)).person,
            uplink.person);
}

TEST_F(OnS1Only, EndsEveryMessageInOneCounter) {
  const Anonymiser::Counters& c = probe.counters();
  probe.see(initial_ue(kStart, 1, {s_tmsi(0xaa)}));
  probe.see(s1(kStart, {}));
  probe.see(s1(kStart, {enb_ue(77)}));
  MessageSpec known = initial_ue(kStart, 2, {s_tmsi(0xbb)});
  known.imsi = kAlice;
  probe.see(known);
  probe.see(s1(kStart, {enb_ue(2)}));
  EXPECT_EQ(c.temporary_person, 1u);
  EXPECT_EQ(c.no_reference, 1u);
  EXPECT_EQ(c.session_miss, 1u);
  EXPECT_EQ(c.by_identity, 1u);
  EXPECT_EQ(c.session_hit, 1u);
}

}  // namespace
}  // namespace celltally
