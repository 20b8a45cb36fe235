#include "decode/gtpv2.hpp"

#include <gtest/gtest.h>

#include <set>
#include <string_view>
#include <vector>

#include "simulate/gtpv2_builder.hpp"
#include "simulate/wire_digits.hpp"
#include "tests/decode/gtp_decoded.hpp"
#include "tests/decode/gtpv1_messages.hpp"
#include "tests/decode/tac_digits.hpp"

namespace celltally {
namespace {

using namespace gtpv2;  // NOLINT(google-build-using-namespace): the builders read as a language

NodeAddress mme() {
  return node("192.0.2.11");
}
NodeAddress mme6() {
  return node("2001:db8::1");
}

struct Refused {
  std::string_view name;
  std::string_view hex;
  PacketOutcome outcome;
};

constexpr Refused kRefused[] = {
    {"nothing", "", PacketOutcome::truncated_gtp_header},
    {"flags only", "48", PacketOutcome::truncated_gtp_header},
    {"no length", "482000", PacketOutcome::truncated_gtp_header},
    {"no TEID", "48200008", PacketOutcome::truncated_gtp_header},
    {"no sequence number", "4820000800000000", PacketOutcome::truncated_gtp_header},
    {"no spare octet", "4820000800000000000001", PacketOutcome::truncated_gtp_header},
    {"no spare octet, no TEID", "40010004000001", PacketOutcome::truncated_gtp_header},
    {"length without room for the TEID", "482000070000000000000100", PacketOutcome::bad_gtp_header},
    {"length of nothing", "482000000000000000000100", PacketOutcome::bad_gtp_header},
    {"length without room for the sequence", "4001000300000100", PacketOutcome::bad_gtp_header},
    {"version 0", "082000080000000000000100", PacketOutcome::bad_gtp_header},
    {"version 1", "322000080000000000000100", PacketOutcome::bad_gtp_header},
    {"version 3", "682000080000000000000100", PacketOutcome::bad_gtp_header},
    {"another version, cut", "68", PacketOutcome::bad_gtp_header},
};

TEST(Gtpv2, RefusesWhatIsNoHeader) {
  for (const Refused& one : kRefused) {
    const DecodedGtpv2 decoded{octets_from_hex(one.hex)};
    EXPECT_EQ(decoded.outcome, one.outcome) << one.name << ": " << to_text(decoded.outcome);
    EXPECT_EQ(decoded.messages, 0u) << one.name;
  }
}

TEST(Gtpv2, ReadsTheHeaderWithAndWithoutATeid) {
  const DecodedGtpv2 with{message(170, {}, {.teid = 0x51510001, .sequence = 0x800125})};
  EXPECT_EQ(with.message.protocol, Protocol::gtpv2);
  EXPECT_EQ(with.message.type, 170);
  EXPECT_EQ(with.message.session.sequence, 0x800125u);
  EXPECT_EQ(Tagger::teid_of(with.message.session.receiver), 0x51510001u);
  EXPECT_EQ(Tagger::node_of(with.message.session.receiver), (Octets{192, 0, 2, 22}));
  EXPECT_EQ(with.message.session.source.bytes()[3], 11);
  EXPECT_EQ(with.message.session.source_port, 40000);
  EXPECT_EQ(with.message.session.destination_port, 2123);

  const DecodedGtpv2 without{echo_request({recovery(7)}, 0x42)};
  EXPECT_EQ(without.message.session.sequence, 0x42u);
  EXPECT_FALSE(without.message.session.receiver.present());
  EXPECT_TRUE(without.message.session.has_restart_counter);
  EXPECT_EQ(without.message.session.restart_counter, 7);
  EXPECT_EQ(without.message.kind, EventKind::none);
}

TEST(Gtpv2, ReadsTheIdentitiesInAnyOrder) {
  const Octets subscriber = imsi("208930000000001");
  const Octets number = msisdn("33612345678");
  const Octets phone = mei("3534567890123456");
  const Octets other = apn("internet");
  for (const Elements& elements :
       {Elements{subscriber, number, phone, other}, Elements{other, phone, subscriber, number}}) {
    const DecodedGtpv2 decoded{create_session_request(elements)};
    EXPECT_EQ(digits_of(decoded.message.imsi), "208930000000001");
    EXPECT_EQ(digits_of(decoded.message.msisdn), "33612345678");
    EXPECT_EQ(digits_of(decoded.message.tac), "35345678");
    EXPECT_EQ(to_text(decoded.message.home), "208-93");
    EXPECT_EQ(decoded.message.damage, MessageDamage::none);
  }
}

TEST(Gtpv2, TakesTheFirstOfElementsThatMayComeOnce) {
  const DecodedGtpv2 decoded{
      message(33, {imsi("208930000000001"), imsi("001010000000002"), cause(17), cause(16),
                   recovery(1), recovery(2), rat(8), rat(6), element(1, Octets{1, 2}, 1)})};
  EXPECT_EQ(digits_of(decoded.message.imsi), "208930000000001");
  EXPECT_EQ(to_text(decoded.message.home), "208-93");
  EXPECT_EQ(decoded.message.cause, (Cause{Cause::Domain::gtpv2, 17}));
  EXPECT_EQ(decoded.message.session.restart_counter, 1);
  EXPECT_EQ(decoded.message.machine, MachineHint::network);
  EXPECT_EQ(decoded.message.damage, MessageDamage::none);
}

struct Damaged {
  std::string_view name;
  Elements elements;
  MessageDamage damage;
  bool imsi;
};

Octets person() {
  return imsi("001010000000001");
}

std::vector<Damaged> damaged() {
  return {
      {"sound", {person()}, MessageDamage::none, true},
      {"element of a later release",
       {element(254, Octets{1, 0, 9}), person()},
       MessageDamage::none,
       true},
      {"IMSI with a digit a",
       {element(1, Octets{0, 1, 0xa1, 0, 0})},
       MessageDamage::bad_identity,
       false},
      {"bad IMSI before a good one",
       {element(1, Octets{0, 1}), person()},
       MessageDamage::bad_identity,
       false},
      {"IMSI of 4 digits", {element(1, Octets{0, 1})}, MessageDamage::bad_identity, false},
      {"empty IMSI", {element(1, Octets{})}, MessageDamage::bad_identity, false},
      {"MSISDN with a digit b",
       {person(), element(76, Octets{0x1b})},
       MessageDamage::bad_identity,
       true},
      {"MEI of 13 digits", {mei("3534567890123"), person()}, MessageDamage::bad_identity, true},
      {"ULI cut short",
       {element(86, Octets{0x18, 0}), person()},
       MessageDamage::bad_location,
       true},
      {"Target Identification cut short",
       {element(121, Octets{1, 0}), person()},
       MessageDamage::bad_location,
       true},
      {"TWAN Identifier cut short",
       {element(169, Octets{1}), person()},
       MessageDamage::bad_location,
       true},
      {"empty Cause", {element(2, Octets{}), person()}, MessageDamage::truncated, true},
      {"empty Recovery", {element(3, Octets{}), person()}, MessageDamage::truncated, true},
      {"empty RAT type", {element(82, Octets{}), person()}, MessageDamage::truncated, true},
      {"F-TEID without its address",
       {element(87, Octets{0x8a, 0, 0, 0, 7}), person()},
       MessageDamage::truncated,
       true},
      {"element longer than its group",
       {bearer_context({Octets{87, 0, 9, 0, 1}}), person()},
       MessageDamage::truncated,
       true},
      {"three octets at the end", {person(), Octets{1, 0, 0}}, MessageDamage::truncated, true},
      {"element longer than the message",
       {person(), Octets{76, 0, 9, 0, 1}},
       MessageDamage::truncated,
       true},
      {"the first damage stands",
       {element(86, Octets{}), element(1, Octets{}), Octets{9}},
       MessageDamage::bad_location,
       false},
  };
}

TEST(Gtpv2, SaysWhatIsDamagedAndKeepsTheRest) {
  for (const Damaged& one : damaged()) {
    const DecodedGtpv2 decoded{message(32, one.elements)};
    EXPECT_EQ(decoded.outcome, PacketOutcome::signalling) << one.name;
    EXPECT_EQ(decoded.message.damage, one.damage) << one.name;
    EXPECT_EQ(decoded.message.imsi.present(), one.imsi) << one.name;
    EXPECT_EQ(decoded.message.home.known(), one.imsi) << one.name;
  }
}

TEST(Gtpv2, ReadsWhatIsThereOfAMessageLongerThanTheDatagram) {
  Octets octets = create_session_request({imsi("001010000000001"), rat(6)});
  octets.resize(octets.size() - 5);  // all of the last element: the cut is between two
  const DecodedGtpv2 decoded{octets};
  EXPECT_TRUE(decoded.message.imsi.present());
  EXPECT_EQ(decoded.message.damage, MessageDamage::truncated);
}

TEST(Gtpv2, IgnoresWhatFollowsTheMessage) {
  Octets octets = create_session_request({person()});
  const auto alone = DecodedGtpv2{octets}.whole();
  const Octets second = create_session_request({rat(8)});
  octets.insert(octets.end(), second.begin(), second.end());
  const DecodedGtpv2 decoded{octets};
  EXPECT_EQ(decoded.messages, 1u);
  EXPECT_EQ(decoded.whole(), alone);
}

TEST(Gtpv2, ReadsAPiggybackedMessage) {
  const Octets first = create_session_response({cause(16)}, {.teid = 5, .sequence = 3});
  const Octets second = create_bearer_request({ebi(5)}, {.teid = 5, .sequence = 4});
  const DecodedGtpv2 decoded{piggyback(first, second)};
  ASSERT_EQ(decoded.messages, 2u);
  EXPECT_EQ(decoded.all[0].type, 33);
  EXPECT_EQ(decoded.all[0].damage, MessageDamage::none);
  EXPECT_EQ(decoded.all[1].type, 95);
  EXPECT_EQ(decoded.all[1].session.sequence, 4u);
  EXPECT_EQ(decoded.all[1].damage, MessageDamage::none);
}

TEST(Gtpv2, NotesInTheFirstMessageThatTheSecondCannotBeRead) {
  const Octets first = create_session_response({cause(16)});
  const Octets second = create_bearer_request({ebi(5)});
  Octets with_third = piggyback(second, second);
  Octets version1 = second;
  version1[0] = 0x32;
  for (const Octets& bad : {Octets{}, Octets{0x48}, version1, with_third}) {
    const DecodedGtpv2 decoded{piggyback(first, bad)};
    ASSERT_EQ(decoded.messages, 1u);
    EXPECT_EQ(decoded.message.cause.value, 16);
    EXPECT_EQ(decoded.message.damage, MessageDamage::truncated);
  }
}

TEST(Gtpv2, AnnouncesTheControlPlaneEndsOnly) {
  const std::set<unsigned> control{6,  7,  10, 11, 12, 13, 14, 17, 18,
                                   24, 25, 26, 27, 30, 32, 35, 36, 40};
  for (unsigned type = 0; type < 64; ++type) {
    const Octets end{static_cast<std::uint8_t>(0x80 | type), 0, 0, 0, 7, 192, 0, 2, 11};
    const DecodedGtpv2 decoded{message(33, {element(87, end)})};
    EXPECT_EQ(decoded.message.session.announced_count == 1, control.contains(type)) << type;
  }
}

TEST(Gtpv2, AnnouncesBothEndsOfADualStackNode) {
  const DecodedGtpv2 decoded{message(33, {fteid(Interface::s11_sgw, 0x51510001, mme(), mme6())})};
  const SessionReferences& session = decoded.message.session;
  ASSERT_EQ(session.announced_count, 2);
  EXPECT_EQ(Tagger::teid_of(session.announced[0]), 0x51510001u);
  EXPECT_EQ(Tagger::teid_of(session.announced[1]), 0x51510001u);
  EXPECT_EQ(Tagger::node_of(session.announced[0]), octets_from_hex("c000020b"));
  EXPECT_EQ(Tagger::node_of(session.announced[1]),
            octets_from_hex("20010db8000000000000000000000001"));
}

TEST(Gtpv2, AnnouncesNothingWithoutATeidOrAnAddress) {
  const Octets no_address = element(87, Octets{0x0a, 0, 0, 0, 7});
  const DecodedGtpv2 decoded{message(32, {fteid(Interface::s5_c_pgw, 0, mme(), 1), no_address})};
  EXPECT_EQ(decoded.message.session.announced_count, 0);
  EXPECT_EQ(decoded.message.damage, MessageDamage::none);
}

TEST(Gtpv2, AnnouncesNoMoreEndsThanThereIsRoomFor) {
  Elements ends(9, fteid(Interface::s5_c_pgw, 3, mme()));
  const DecodedGtpv2 decoded{message(131, ends)};
  EXPECT_EQ(decoded.message.session.announced_count, SessionReferences::kAnnouncedMax);
  EXPECT_EQ(decoded.message.session.left_out, 3);
  EXPECT_EQ(decoded.message.damage, MessageDamage::none);
}

struct Sender {
  std::string_view name;
  std::uint8_t type;
  Elements elements;
  int first;  // of the sender's ends among those that are announced
  int ends;
};

std::vector<Sender> senders() {
  const NodeAddress other = node("192.0.2.99");
  const Octets mine = fteid(Interface::s11_mme, 7, other);
  const Octets pgw = fteid(Interface::s5_c_pgw, 8, mme(), 1);
  const Octets bearer = bearer_context({ebi(5), fteid(Interface::s5_c_pgw, 9, mme())});
  return {
      {"at another address than it sends from", 32, {mine}, 0, 1},
      {"after others", 32, {bearer, pgw, mine}, 2, 1},
      {"before one at the address that it sends from", 32, {mine, pgw}, 0, 1},
      {"of two address families", 33, {pgw, fteid(Interface::s11_sgw, 7, other, mme6())}, 1, 2},
      {"the first of instance 0", 32, {mine, fteid(Interface::s11_mme, 6, mme())}, 0, 1},
      {"a bearer's alone", 32, {bearer}, 0, 0},
      {"TEID 0", 34, {fteid(Interface::s11_mme, 0, mme())}, 0, 0},
      {"PGW's, named to it", 32, {pgw}, 0, 0},
      {"PGW's, in its answer", 33, {bearer, pgw}, 1, 1},
      {"SGW's, which names the PGW's too", 33, {pgw, fteid(Interface::s11_sgw, 7, other)}, 1, 1},
      {"of the user plane", 33, {fteid(Interface::s1u_sgw, 7, mme())}, 0, 0},
  };
}

TEST(Gtpv2, KnowsTheSendersEndByWhatItIs) {
  for (const Sender& one : senders()) {
    const DecodedGtpv2 decoded{message(one.type, one.elements)};
    const SessionReferences& session = decoded.message.session;
    EXPECT_EQ(session.sender_ends, one.ends) << one.name;
    EXPECT_EQ(session.sender(), one.ends == 0 ? SessionReferences::kNone : one.first) << one.name;
  }
}

// Tables 7.2.8-2 and 7.2.25-2: of what was not changed the SGW says the current one again, so that
// it is no tunnel that somebody else had.
TEST(Gtpv2, GivesATunnelByWhatMakesABearerAndNotByWhatModifiesIt) {
  const Octets bearer = bearer_context({ebi(5), fteid(Interface::s1u_sgw, 7, mme())});
  for (const std::uint8_t gives : Octets{33, 95}) {
    EXPECT_EQ(DecodedGtpv2{message(gives, {bearer})}.named(), "user_tunnel given") << int{gives};
  }
  for (const std::uint8_t repeats : Octets{35, 131, 133, 212}) {
    EXPECT_EQ(DecodedGtpv2{message(repeats, {bearer})}.named(), "user_tunnel") << int{repeats};
  }
}

// 4.2.2.2: an answer goes to the address that its request came from.
TEST(Gtpv2, AnnouncesForRequestsWhereTheirAnswersGo) {
  const auto session = [](std::uint8_t type, const Octets& end) {
    return DecodedGtpv2{message(type, {end})}.message.session;
  };
  const Octets elsewhere = fteid(Interface::s11_mme, 7, node("192.0.2.99"));
  for (const std::uint8_t request : Octets{32, 34, 130, 133}) {
    EXPECT_EQ(session(request, elsewhere).at_source, 1) << int{request};
    EXPECT_EQ(session(request, elsewhere).announced_count, 2) << int{request};
    const Octets here = fteid(Interface::s11_mme, 7, mme(), mme6());
    EXPECT_EQ(session(request, here).at_source, SessionReferences::kNone) << int{request};
  }
  for (const std::uint8_t other : Octets{33, 35, 95, 131, 134}) {
    EXPECT_EQ(session(other, elsewhere).at_source, SessionReferences::kNone) << int{other};
  }
  const DecodedGtpv2 decoded{message(32, {elsewhere})};
  const SessionEndpoint there = decoded.message.session.announced[1];
  EXPECT_EQ(Tagger::node_of(there), octets_from_hex("c000020b"));
  EXPECT_EQ(Tagger::teid_of(there), 7u);
}

Octets pdn_connection(const Elements& elements) {
  Octets value;
  for (const Octets& each : elements) value.insert(value.end(), each.begin(), each.end());
  return element(109, value);
}

TEST(Gtpv2, FindsTheGatewaysEndInAPdnConnectionBesideItsBearers) {
  const Octets bearer = bearer_context({ebi(5), fteid(Interface::s1u_sgw, 4, mme())});
  const Octets pdn = pdn_connection({bearer, fteid(Interface::s5_c_pgw, 3, mme()), bearer});
  const DecodedGtpv2 decoded{message(131, {pdn, pdn})};
  EXPECT_EQ(decoded.message.session.announced_count, 2);
  EXPECT_EQ(decoded.message.damage, MessageDamage::none);
}

TEST(Gtpv2, ReadsGroupsToDepthThreeAndSkipsDeeperOnes) {
  Octets group = fteid(Interface::s5_c_pgw, 3, mme());
  for (int depth = 1; depth <= 200; ++depth) {
    group = pdn_connection({group});
    const DecodedGtpv2 decoded{message(131, {group, imsi("001010000000001")})};
    EXPECT_EQ(decoded.message.session.announced_count, depth <= 3 ? 1 : 0) << depth;
    EXPECT_TRUE(decoded.message.imsi.present()) << depth;
  }
}

TEST(Gtpv2, NamesItsMessages) {
  EXPECT_EQ(gtpv2_message_name(1), "Echo Request");
  EXPECT_EQ(gtpv2_message_name(32), "Create Session Request");
  EXPECT_EQ(gtpv2_message_name(177), "Downlink Data Notification Acknowledge");
  EXPECT_EQ(gtpv2_message_name(212), "Modify Access Bearers Response");
  for (const int unnamed : {0, 4, 8, 24, 42, 63, 94, 178, 222, 255}) {
    EXPECT_EQ(gtpv2_message_name(static_cast<std::uint8_t>(unnamed)), "") << unnamed;
  }
}

}  // namespace
}  // namespace celltally
