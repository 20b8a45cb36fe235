#include <gtest/gtest.h>

#include <algorithm>
#include <string_view>

#include "decode/gtpv1.hpp"
#include "decode/gtpv1_message_type.hpp"
#include "tests/decode/gtp_decoded.hpp"
#include "tests/decode/gtpv1_messages.hpp"
#include "tests/decode/tagger_double.hpp"

namespace celltally {
namespace {

using namespace gtpv1_messages;  // NOLINT(google-build-using-namespace): the builders

TEST(Gtpv1Session, RefersToTheReceiversEndpointAndTheTransaction) {
  const DecodedGtpv1 decoded{message(17, 0xaa000001, {cause("80")})};
  const SessionReferences& session = decoded.message.session;
  EXPECT_EQ(Tagger::teid_of(session.receiver), 0xaa000001);
  EXPECT_EQ(Tagger::node_of(session.receiver), octets_from_hex("c0000216"));
  EXPECT_TRUE(std::ranges::equal(session.source.bytes(), DecodedGtpv1::kSource));
  EXPECT_TRUE(std::ranges::equal(session.destination.bytes(), DecodedGtpv1::kDestination));
  EXPECT_EQ(session.source_port, 40000);
  EXPECT_EQ(session.destination_port, 2123);
  EXPECT_EQ(session.sequence, 0x1234u);
  EXPECT_FALSE(session.has_restart_counter);
}

TEST(Gtpv1Session, HasNoReceiverWhenTheTeidIsZero) {
  EXPECT_FALSE((DecodedGtpv1{message(16, 0, {imsi()})}.message.session.receiver.present()));
}

struct Announcement {
  std::string_view name;
  Octets payload;
  std::string_view node;  // empty: nothing is announced
};

const Announcement kAnnouncements[] = {
    {"SGSN's endpoint", message(16, 0, {imsi(), control_teid(), control_address(), user_address()}),
     "c0000201"},
    {"address before the TEID", message(16, 0, {imsi(), control_address(), control_teid()}),
     "c0000201"},
    {"address of IPv6",
     message(16, 0, {control_teid(), element(133, "20010db8000000000000000000000001")}),
     "20010db8000000000000000000000001"},
    {"no address: that of the datagram", message(16, 0, {imsi(), control_teid()}), "c000020b"},
    {"GGSN's endpoint", message(17, 7, {cause("80"), control_teid(), control_address()}),
     "c0000201"},
    {"new SGSN", message(18, 7, {control_teid(), control_address()}), "c0000201"},
    {"new SGSN asks the old one", message(50, 0, {control_teid(), control_address()}), "c0000201"},
    {"old SGSN answers", message(51, 7, {imsi(), control_teid(), control_address()}), "c0000201"},
    {"old SGSN prepares a handover", message(53, 0, {control_teid(), control_address()}),
     "c0000201"},
    {"GGSN has data", message(27, 0, {imsi(), control_teid(), control_address()}), "c0000201"},

    {"no TEID", message(18, 7, {nsapi(), control_address()}), ""},
    {"TEID zero", message(18, 7, {element(17, "00000000"), control_address()}), ""},
    {"user plane only", message(18, 7, {element(16, "aa000001"), user_address()}), ""},
    {"first address unreadable: the second is not for the control plane",
     message(16, 0, {control_teid(), element(133, "c00002"), user_address()}), ""},
    {"an unknown element may hide the address",
     message(16, 0, {control_teid(), element(10, ""), control_address()}), ""},
    {"a rejection repeats the GGSN's TEID", message(29, 7, {cause("c0"), control_teid()}), ""},
    {"delete", message(20, 7, {control_teid(), control_address()}), ""},
};

TEST(Gtpv1Session, AnnouncesTheSendersEndpointForTheControlPlane) {
  for (const Announcement& one : kAnnouncements) {
    const DecodedGtpv1 decoded{one.payload};
    const auto announced = decoded.message.session.announced_endpoints();
    EXPECT_EQ(decoded.message.session.sender_ends, one.node.empty() ? 0 : 1) << one.name;
    ASSERT_EQ(announced.empty(), one.node.empty()) << one.name;
    if (one.node.empty()) continue;
    EXPECT_EQ(decoded.message.session.sender(), 0) << one.name;
    EXPECT_EQ(Tagger::node_of(announced[0]), octets_from_hex(one.node)) << one.name;
    EXPECT_EQ(Tagger::teid_of(announced[0]), 0xcc000001) << one.name;
  }
}

// TS 29.060 has the rule of TS 29.274 4.2.2.2 too.
TEST(Gtpv1Session, AnnouncesForRequestsWhereTheirAnswersGo) {
  const auto at_source = [](std::uint8_t type, const Octets& address) {
    return DecodedGtpv1{message(type, 7, {imsi(), control_teid(), address})}.message.session;
  };
  const Octets source = element(133, "c000020b");
  for (const std::uint8_t request : Octets{16, 18, 50, 53}) {
    const SessionReferences elsewhere = at_source(request, control_address());
    ASSERT_EQ(elsewhere.announced_count, 2) << int{request};
    EXPECT_EQ(elsewhere.at_source, 1) << int{request};
    EXPECT_EQ(at_source(request, source).announced_count, 1) << int{request};
  }
  for (const std::uint8_t other : Octets{17, 51, 54}) {
    EXPECT_EQ(at_source(other, control_address()).announced_count, 1) << int{other};
  }
  const DecodedGtpv1 decoded{message(16, 0, {imsi(), control_teid(), control_address()})};
  const SessionEndpoint there = decoded.message.session.announced[1];
  EXPECT_EQ(Tagger::node_of(there), octets_from_hex("c000020b"));
  EXPECT_EQ(Tagger::teid_of(there), 0xcc000001);
}

// The address may be in the part that was cut off; the datagram's would make a wrong join.
TEST(Gtpv1Session, DoesNotGuessTheAddressOfACutMessage) {
  Octets payload = message(16, 0, {imsi(), control_teid(), control_address()});
  payload.resize(payload.size() - control_address().size());
  const DecodedGtpv1 decoded{payload};
  EXPECT_EQ(decoded.message.damage, MessageDamage::truncated);
  EXPECT_EQ(decoded.message.session.announced_count, 0);
}

TEST(Gtpv1Session, TellsTheRestartCounter) {
  const DecodedGtpv1 decoded{message(2, 0, {element(14, "2a")})};
  EXPECT_TRUE(decoded.message.session.has_restart_counter);
  EXPECT_EQ(decoded.message.session.restart_counter, 0x2a);
}

TEST(Gtpv1Session, EndsWhenAllContextsAreTornDown) {
  const auto ends = [](std::uint8_t type, const Octets& element) {
    return DecodedGtpv1{message(type, 7, {element})}.message.session.ends_session;
  };
  EXPECT_TRUE(ends(20, {19, 0xff}));
  EXPECT_FALSE(ends(20, {19, 0xfe}));  // a secondary context
  EXPECT_FALSE(ends(20, {20, 0x05}));
  EXPECT_FALSE(ends(21, {19, 0xff}));
  EXPECT_FALSE(ends(17, {19, 0xff}));
}

TEST(Gtpv1Session, TellsTheCause) {
  for (unsigned value = 0; value < 256; ++value) {
    const DecodedGtpv1 deleted{message(21, 7, {Octets{1, static_cast<std::uint8_t>(value)}})};
    EXPECT_EQ(deleted.message.cause, (Cause{Cause::Domain::gtpv1, static_cast<uint16_t>(value)}));
  }
}

TEST(Gtpv1Person, IsIdentifiedByTheDigitsWhereTheyStand) {
  const DecodedGtpv1 decoded{message(16, 0, {imsi(), msisdn(), imei()})};
  EXPECT_EQ(Tagger::octets_of(decoded.message.imsi), octets_from_hex("02980300000000f1"));
  EXPECT_EQ(Tagger::octets_of(decoded.message.msisdn), octets_from_hex("3316325476f8"));
  EXPECT_EQ(decoded.message.tac, TypeAllocationCode{35345678});
}

TEST(Gtpv1Person, HasTheFirstOfTwoIdentities) {
  const Octets other = element(2, "13400100000000f1");
  const DecodedGtpv1 decoded{message(16, 0, {imsi(), other})};
  EXPECT_EQ(Tagger::octets_of(decoded.message.imsi), octets_from_hex("02980300000000f1"));
  EXPECT_EQ(to_text(decoded.message.home), "208-93");
  const DecodedGtpv1 damaged{message(16, 0, {bad_imsi(), other})};
  EXPECT_FALSE(damaged.message.imsi.present());
}

struct Person {
  std::string_view name;
  Octets payload;
  std::string_view home;
  bool unauthenticated;
  bool machine;
};

const Person kPersons[] = {
    {"as usual", message(16, 0, {imsi(), msisdn(), imei()}), "208-93", false, false},
    {"MNC of three digits", message(16, 0, {element(2, "13400100000000f1")}), "310-410", false,
     false},
    {"not authenticated", message(16, 0, {imsi(), element(193, "01")}), "208-93", true, false},
    {"other extended flags", message(16, 0, {imsi(), element(193, "fe")}), "208-93", false, false},
    {"common flags have another meaning", message(16, 0, {imsi(), element(148, "ff")}), "208-93",
     false, false},
    {"equipment only: emergency without a SIM", message(16, 0, {imei()}), "", true, false},
    {"equipment and an IMSI that cannot be read", message(16, 0, {bad_imsi(), imei()}), "", false,
     false},
    {"equipment in a known session", message(18, 7, {imei()}), "", false, false},
    {"equipment, and more that could not be read", message(16, 0, {imei(), element(10, "")}), "",
     false, false},
    {"NB-IoT", message(16, 0, {imsi(), element(151, "08")}), "208-93", false, true},
    {"LTE-M", message(16, 0, {imsi(), element(151, "09")}), "208-93", false, true},
    {"LTE-M by satellite", message(16, 0, {imsi(), element(151, "16")}), "208-93", false, true},
    {"E-UTRAN", message(16, 0, {imsi(), element(151, "06")}), "208-93", false, false},
    {"empty RAT type", message(16, 0, {imsi(), element(151, "")}), "208-93", false, false},
};

TEST(Gtpv1Person, IsDescribedByTheElements) {
  for (const Person& one : kPersons) {
    const SignallingMessage got = DecodedGtpv1{one.payload}.message;
    EXPECT_EQ(to_text(got.home), one.home) << one.name;
    EXPECT_EQ(got.unauthenticated, one.unauthenticated) << one.name;
    EXPECT_EQ(got.machine, one.machine ? MachineHint::network : MachineHint::none) << one.name;
    EXPECT_EQ(got.imsi.present(), !one.home.empty()) << one.name;
  }
}

// As `tshark -G values` lists them, in the spelling of TS 29.060 table 1.
TEST(Gtpv1MessageName, IsGivenForTheTypesOfTheTable) {
  EXPECT_EQ(gtpv1_message_name(1), "Echo Request");
  EXPECT_EQ(gtpv1_message_name(16), "Create PDP Context Request");
  EXPECT_EQ(gtpv1_message_name(21), "Delete PDP Context Response");
  EXPECT_EQ(gtpv1_message_name(53), "Forward Relocation Request");
  EXPECT_EQ(gtpv1_message_name(129), "MS Info Change Notification Response");
  EXPECT_EQ(gtpv1_message_name(255), "G-PDU");
  for (const int type : {0, 8, 15, 24, 25, 38, 63, 69, 71, 106, 122, 127, 130, 239, 253}) {
    EXPECT_EQ(gtpv1_message_name(static_cast<std::uint8_t>(type)), "") << type;
  }
}

TEST(Gtpv1MessageType, HasANameWhereItHasAMeaning) {
  for (unsigned number = 0; number < 256; ++number) {
    const Gtpv1MessageType& type = gtpv1_message_type(static_cast<std::uint8_t>(number));
    const bool event = type.kind != EventKind::none;
    EXPECT_TRUE(!type.name.empty() || !(event || type.gives_endpoint)) << number;
    EXPECT_TRUE(event || type.when == Gtpv1MessageType::When::never) << number;
  }
}

}  // namespace
}  // namespace celltally
