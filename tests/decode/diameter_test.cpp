#include "decode/diameter.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "decode/diameter_command.hpp"
#include "tests/decode/diameter_messages.hpp"
#include "tests/decode/octets_from_hex.hpp"

namespace celltally {
namespace {

using namespace diameter_messages;  // NOLINT(google-build-using-namespace): the builders

constexpr std::string_view kCell = "ecgi:208-93-1234501";
constexpr std::string_view kArea = "tai:208-93-3039";

// What happened, what it proves, and by what it names the device.
struct Case {
  std::string_view name;
  Octets octets;
  EventKind kind;
  Presence presence;
  std::string_view cell;
  std::string_view area;
  std::string_view names;
};

constexpr std::array<std::uint8_t, 4> kPrivate{10, 45, 0, 1};

Octets address() {
  return framed_ip_address(kAddress);
}
Octets twan(std::string_view hex) {
  return avp(kTgpp, 29, octets_from_hex(hex));
}
Octets tgpp(std::uint32_t code, std::uint32_t value) {
  return number(kTgpp, code, value);
}

const Case kPolicy[] = {
    {"session begins", gx(kInitial, {imsi(), address(), cell()}), EventKind::session_new,
     Presence::exact, kCell, kArea, "diameter_session given, ue_address given"},
    {"session begins, area only", gx(kInitial, {imsi(), area()}), EventKind::session_new,
     Presence::area, "", kArea, "diameter_session given"},
    {"session begins, nowhere", gx(kInitial, {imsi()}), EventKind::session_new, Presence::none, "",
     "", "diameter_session given"},
    {"session begins, both addresses",
     gx(kInitial, {address(), framed_ipv6_prefix(64, octets_from_hex("20010db800000001"))}),
     EventKind::session_new, Presence::none, "", "",
     "diameter_session given, ue_address given, ue_address given"},
    {"session begins, a private address of a network",
     gx(kInitial, {avp(0, 30, "internet"), framed_ip_address(kPrivate)}), EventKind::session_new,
     Presence::none, "", "", "diameter_session given, ue_address given"},
    {"session begins, a private address of nobody knows where",
     gx(kInitial, {framed_ip_address(kPrivate)}), EventKind::session_new, Presence::none, "", "",
     "diameter_session given"},
    {"prefix shared by several",
     gx(kInitial, {framed_ipv6_prefix(56, octets_from_hex("20010db800000000"))}),
     EventKind::session_new, Presence::none, "", "", "diameter_session given"},
    {"session granted", gx(kInitial, {result_code(2001)}, false), EventKind::none, Presence::none,
     "", "", "diameter_session"},
    {"cell changed", gx(kUpdate, {event_trigger(13), cell()}), EventKind::location_report,
     Presence::exact, kCell, kArea, "diameter_session"},
    {"tracking area changed", gx(kUpdate, {event_trigger(26), area()}), EventKind::location_report,
     Presence::area, "", kArea, "diameter_session"},
    {"ECGI changed, among others", gx(kUpdate, {event_trigger(2), event_trigger(27), cell()}),
     EventKind::location_report, Presence::exact, kCell, kArea, "diameter_session"},
    {"something changed, the cell is repeated", gx(kUpdate, {event_trigger(2), cell()}),
     EventKind::session_modify, Presence::last_known, kCell, kArea, "diameter_session"},
    {"location was asked for", gx(kUpdate, {event_trigger(45), cell()}), EventKind::location_report,
     Presence::last_known, kCell, kArea, "diameter_session"},
    {"address given later", gx(kUpdate, {event_trigger(18), address()}), EventKind::session_modify,
     Presence::none, "", "", "diameter_session, ue_address given"},
    {"address taken back", gx(kUpdate, {event_trigger(19), address()}), EventKind::session_modify,
     Presence::none, "", "", "diameter_session, ue_address ends"},
    {"triggers asked for in an answer", gx(kUpdate, {event_trigger(13)}, false), EventKind::none,
     Presence::none, "", "", "diameter_session"},
    {"session ends", gx(kTermination, {address(), cell()}), EventKind::session_end,
     Presence::last_known, kCell, kArea, "diameter_session ends, ue_address ends"},
    {"session ended", gx(kTermination, {result_code(2001)}, false), EventKind::none, Presence::none,
     "", "", "diameter_session ends"},
    {"without a type", gx(0, {imsi(), cell()}), EventKind::none, Presence::none, kCell, kArea,
     "diameter_session"},
    {"over Wi-Fi, at an access point",
     gx(kInitial, {imsi(), rat_type(0), cell(), twan("010002005e102030")}), EventKind::session_new,
     Presence::exact, "wifi:02-00-5e-10-20-30", "", "diameter_session given"},
    {"over Wi-Fi, and a cell of before", gx(kInitial, {imsi(), rat_type(0), cell()}),
     EventKind::session_new, Presence::last_known, kCell, kArea, "diameter_session given"},
    {"over trusted access that is not 3GPP's", gx(kInitial, {imsi(), rat_type(2), cell()}),
     EventKind::session_new, Presence::last_known, kCell, kArea, "diameter_session given"},
    {"over 3GPP2, as an octet",
     gx(kInitial, {imsi(), avp(kTgpp, 21, octets_from_hex("66")), cell()}), EventKind::session_new,
     Presence::last_known, kCell, kArea, "diameter_session given"},
    {"over a line", gx(kUpdate, {event_trigger(13), rat_type(5), cell()}),
     EventKind::location_report, Presence::last_known, kCell, kArea, "diameter_session"},
    {"over 3GPP2", gx(kInitial, {imsi(), rat_type(2003), cell()}), EventKind::session_new,
     Presence::last_known, kCell, kArea, "diameter_session given"},
    {"over NR", gx(kInitial, {imsi(), rat_type(1006), cell()}), EventKind::session_new,
     Presence::exact, kCell, kArea, "diameter_session given"},
    {"PCRF asks", request(kGx, 258, with_base({event_trigger(13)})), EventKind::none,
     Presence::none, "", "", "diameter_session"},
    {"PCEF answers with a place", answer(kGx, 258, with_base({result_code(2001), cell()})),
     EventKind::location_report, Presence::last_known, kCell, kArea, "diameter_session"},
};

const Case kCharging[] = {
    {"charging begins", gy(kInitial, {imsi(), service_information({cell()})}),
     EventKind::session_new, Presence::last_known, kCell, kArea, "diameter_session given"},
    {"charging goes on", gy(kUpdate, {service_information({cell()})}), EventKind::session_modify,
     Presence::last_known, kCell, kArea, "diameter_session"},
    {"charging ends", gy(kTermination, {address(), service_information({area()})}),
     EventKind::session_end, Presence::last_known, "", kArea, "diameter_session ends, ue_address"},
    {"charged", gy(kUpdate, {result_code(2001)}, false), EventKind::none, Presence::none, "", "",
     "diameter_session"},
    {"address in PS-Information",
     gy(kInitial, {service_information({avp(kTgpp, 1227, octets_from_hex("0001cb007101"))})}),
     EventKind::session_new, Presence::none, "", "", "diameter_session given, ue_address"},
    {"a call begins", gy(kInitial, {group(kTgpp, 873, {group(kTgpp, 876, {})})}), EventKind::call,
     Presence::none, "", "", "diameter_session given"},
    {"a call goes on", gy(kUpdate, {group(kTgpp, 873, {group(kTgpp, 876, {})})}), EventKind::none,
     Presence::none, "", "", "diameter_session"},
    {"a short message", gy(kEvent, {group(kTgpp, 873, {group(kTgpp, 2000, {})})}), EventKind::text,
     Presence::none, "", "", ""},
    {"an event of another kind", gy(kEvent, {imsi()}), EventKind::none, Presence::none, "", "", ""},
    {"account begins", rf(2, {imsi(), service_information({cell()})}), EventKind::session_new,
     Presence::last_known, kCell, kArea, "diameter_session given"},
    {"account goes on", rf(3, {service_information({cell()})}), EventKind::session_modify,
     Presence::last_known, kCell, kArea, "diameter_session"},
    {"account ends", rf(4, {service_information({cell()})}), EventKind::session_end,
     Presence::last_known, kCell, kArea, "diameter_session ends"},
    {"account ended", rf(4, {result_code(2001)}, false), EventKind::none, Presence::none, "", "",
     "diameter_session ends"},
    {"an event", rf(1, {imsi()}), EventKind::none, Presence::none, "", "", ""},
    {"places of the past in a container",
     rf(4, {service_information({group(kTgpp, 2040, {cell()})})}), EventKind::session_end,
     Presence::none, "", "", "diameter_session ends"},
    {"media", request(kRx, 265, with_base({imsi(), address(), avp(kTgpp, 517, "")})),
     EventKind::call, Presence::none, "", "", "diameter_session, ue_address"},
    {"no media", request(kRx, 265, with_base({imsi()})), EventKind::none, Presence::none, "", "",
     "diameter_session"},
    {"media, and where", answer(kRx, 265, with_base({result_code(2001), cell()})),
     EventKind::location_report, Presence::last_known, kCell, kArea, "diameter_session"},
    {"media end", request(kRx, 275, with_base({})), EventKind::none, Presence::none, "", "",
     "diameter_session ends"},
    {"media ended, and where", answer(kRx, 275, with_base({cell()})), EventKind::location_report,
     Presence::last_known, kCell, kArea, "diameter_session ends"},
};

Octets mme(std::string_view ecgi, const Avps& more = {}) {
  Avps avps{avp(kTgpp, 1602, octets_from_hex(ecgi)),
            avp(kTgpp, 1603, octets_from_hex("02f8393039"))};
  avps.insert(avps.end(), more.begin(), more.end());
  return group(kTgpp, 1496, {group(kTgpp, 1600, avps)});
}

const Octets kAge0 = tgpp(1611, 0);
const Octets kAge3 = tgpp(1611, 3);
const Octets kRetrieved = tgpp(1610, 0);

const Case kMobility[] = {
    {"attach", request(kS6a, 316, with_base({user_name(kImsi), tgpp(1405, 0x22)})),
     EventKind::attach, Presence::none, "", "", ""},
    {"another MME", request(kS6a, 316, with_base({user_name(kImsi), tgpp(1405, 0x02)})),
     EventKind::area_update, Presence::none, "", "", ""},
    {"updated", answer(kS6a, 316, with_base({result_code(2001)})), EventKind::none, Presence::none,
     "", "", ""},
    {"moved away from this MME", request(kS6a, 317, with_base({user_name(kImsi), tgpp(1420, 0)})),
     EventKind::none, Presence::none, "", "", ""},
    {"attached elsewhere", request(kS6a, 317, with_base({user_name(kImsi), tgpp(1420, 4)})),
     EventKind::none, Presence::none, "", "", ""},
    {"subscription withdrawn", request(kS6a, 317, with_base({user_name(kImsi), tgpp(1420, 2)})),
     EventKind::detach, Presence::leaves, "", "", ""},
    {"purged", request(kS6a, 321, with_base({user_name(kImsi)})), EventKind::detach,
     Presence::leaves, "", "", ""},
    {"purge confirmed", answer(kS6a, 321, with_base({})), EventKind::none, Presence::none, "", "",
     ""},
    {"vectors", request(kS6a, 318, with_base({user_name(kImsi)})), EventKind::none, Presence::none,
     "", "", ""},
    {"subscription changed", request(kS6a, 319, with_base({user_name(kImsi)})), EventKind::none,
     Presence::none, "", "", ""},
    {"where is it", request(kS6a, 319, with_base({user_name(kImsi), tgpp(1490, 0x18)})),
     EventKind::none, Presence::none, "", "", "diameter_session given"},
    {"it is there", answer(kS6a, 319, with_base({mme("02f83901234501", {kAge0})})),
     EventKind::location_report, Presence::exact, kCell, kArea, "diameter_session ends"},
    {"it is there, just asked", answer(kS6a, 319, with_base({mme("02f83901234501", {kRetrieved})})),
     EventKind::location_report, Presence::exact, kCell, kArea, "diameter_session ends"},
    {"it was there", answer(kS6a, 319, with_base({mme("02f83901234501", {kAge3, kRetrieved})})),
     EventKind::location_report, Presence::last_known, kCell, kArea, "diameter_session ends"},
    {"it was there some time", answer(kS6a, 319, with_base({mme("02f83901234501")})),
     EventKind::location_report, Presence::last_known, kCell, kArea, "diameter_session ends"},
    {"at an SGSN",
     answer(
         kS6a, 319,
         with_base({group(kTgpp, 1496,
                          {group(kTgpp, 1601,
                                 {avp(kTgpp, 1604, octets_from_hex("02f83901010202")),
                                  avp(kTgpp, 1605, octets_from_hex("02f839050506")), kAge0})})})),
     EventKind::location_report, Presence::exact, "cgi:208-93-0101-0202", "rai:208-93-0505-06",
     "diameter_session ends"},
    {"equipment is checked",
     request(kS13, 324, with_base({terminal_information("35345678901234")})), EventKind::none,
     Presence::none, "", "", ""},
    {"locate it", request(kSlg, 8388620, with_base({user_name(kImsi)})), EventKind::none,
     Presence::none, "", "", "diameter_session given"},
    {"located",
     answer(kSlg, 8388620, with_base({avp(kTgpp, 2517, octets_from_hex("02f83901234501"))})),
     EventKind::location_report, Presence::exact, kCell, "", "diameter_session ends"},
    {"located before",
     answer(kSlg, 8388620,
            with_base({avp(kTgpp, 2517, octets_from_hex("02f83901234501")), tgpp(2514, 7)})),
     EventKind::location_report, Presence::last_known, kCell, "", "diameter_session ends"},
    {"its place is reported",
     request(kSlg, 8388621,
             with_base({user_name(kImsi), avp(kTgpp, 2517, octets_from_hex("02f83901234501"))})),
     EventKind::location_report, Presence::exact, kCell, "", ""},
    {"Wi-Fi calling", request(kSwm, 268, with_base({user_name(kImsi), cell()})), EventKind::none,
     Presence::none, kCell, kArea, ""},
    {"watchdog", request(0, 280, with_base({user_name(kImsi), cell()})), EventKind::none,
     Presence::none, "", "", ""},
    {"a vendor's application", request(16777304, 8388635, with_base({imsi(), cell()})),
     EventKind::none, Presence::none, "", "", ""},
    {"a command in another's application", request(kS6a, 272, with_base({imsi(), cell()})),
     EventKind::none, Presence::none, "", "", ""},
};

void expect(std::span<const Case> cases) {
  for (const Case& one : cases) {
    const DecodedPdu decoded{decode_diameter, one.octets};
    ASSERT_TRUE(decoded.read) << one.name;
    const SignallingMessage& got = decoded.message;
    EXPECT_EQ(got.protocol, Protocol::diameter) << one.name;
    EXPECT_EQ(got.kind, one.kind) << one.name << ": " << to_text(got.kind);
    EXPECT_EQ(got.presence, one.presence) << one.name << ": " << to_text(got.presence);
    EXPECT_EQ(to_text(got.cell), one.cell) << one.name;
    EXPECT_EQ(to_text(got.area), one.area) << one.name;
    EXPECT_EQ(decoded.named(), one.names) << one.name;
    EXPECT_EQ(got.damage, MessageDamage::none) << one.name;
  }
}

TEST(Diameter, SaysWhatHappensToSessions) {
  expect(kPolicy);
}
TEST(Diameter, SaysWhatIsCharged) {
  expect(kCharging);
}
TEST(Diameter, SaysWhoMoves) {
  expect(kMobility);
}

TEST(Diameter, BelievesATimeOfTheLocation) {
  const auto presence = [](const Avps& times) {
    Avps avps{imsi(), cell()};
    avps.insert(avps.end(), times.begin(), times.end());
    return DecodedPdu{decode_diameter, gx(kInitial, avps)}.message.presence;
  };
  constexpr std::uint32_t kNow = 0xe8a1b2c3;
  EXPECT_EQ(presence({event_timestamp(kNow)}), Presence::exact);
  EXPECT_EQ(presence({event_timestamp(kNow), user_location_time(kNow)}), Presence::exact);
  EXPECT_EQ(presence({event_timestamp(kNow), user_location_time(kNow - 2)}), Presence::exact);
  EXPECT_EQ(presence({user_location_time(kNow - 3), event_timestamp(kNow)}), Presence::last_known);
  EXPECT_EQ(presence({user_location_time(kNow)}), Presence::last_known);
}

TEST(Diameter, KnowsMachines) {
  const auto machine = [](const Octets& type) {
    return DecodedPdu{decode_diameter, gx(kInitial, {imsi(), type})}.message.machine;
  };
  for (const std::uint32_t of_machines : {1005u, 1007u, 1021u, 1024u, 1031u, 1034u}) {
    EXPECT_EQ(machine(rat_type(of_machines)), MachineHint::network) << of_machines;
  }
  for (const std::uint32_t of_people : {1004u, 1006u, 1014u, 1020u, 1025u, 1030u, 1035u}) {
    EXPECT_EQ(machine(rat_type(of_people)), MachineHint::none) << of_people;
  }
  EXPECT_EQ(machine(avp(kTgpp, 21, octets_from_hex("08"))), MachineHint::network);
  EXPECT_EQ(machine(avp(kTgpp, 21, octets_from_hex("09"))), MachineHint::network);
  EXPECT_EQ(machine(avp(kTgpp, 21, octets_from_hex("06"))), MachineHint::none);
}

TEST(Diameter, GivesTheResultAsCause) {
  const auto cause = [](const Octets& result) {
    return DecodedPdu{decode_diameter, gx(kInitial, {result}, false)}.message.cause;
  };
  EXPECT_EQ(cause(result_code(2001)), (Cause{Cause::Domain::diameter, 2001}));
  EXPECT_EQ(cause(experimental_result(5001)), (Cause{Cause::Domain::diameter, 5001}));
  EXPECT_FALSE(cause(result_code(70000)).known());
  EXPECT_FALSE(cause(avp(0, 268, octets_from_hex("07d1"))).known());
}

TEST(Diameter, NamesItsMessages) {
  EXPECT_EQ(diameter_message_name(DecodedPdu{decode_diameter, gx(1, {})}.message.type),
            "Credit-Control-Request");
  EXPECT_EQ(diameter_message_name(DecodedPdu{decode_diameter, gx(1, {}, false)}.message.type),
            "Credit-Control-Answer");
  EXPECT_EQ(diameter_message_name(DecodedPdu{decode_diameter, request(7, 7, {})}.message.type),
            "Other-Request");
  std::set<std::string_view> names;
  for (std::uint8_t type = 0; type < 2 * kDiameterNames; ++type) {
    EXPECT_FALSE(diameter_message_name(type).empty()) << int{type};
    names.insert(diameter_message_name(type));
  }
  EXPECT_EQ(names.size(), 2u * kDiameterNames);
  EXPECT_EQ(diameter_message_name(2 * kDiameterNames), "");
  EXPECT_EQ(diameter_message_name(255), "");
}

// Through an agent the hop-by-hop identifier changes, and so do the addresses.
TEST(Diameter, KnowsCopiesByOriginAndEndToEndIdentifier) {
  const auto sequence = [](std::string_view host, const Head& head) {
    const Octets octets = request(kGx, 272, {session(), origin_host(host), imsi()}, head);
    const SignallingMessage got = DecodedPdu{decode_diameter, octets}.message;
    EXPECT_FALSE(got.session.source.known());
    EXPECT_FALSE(got.session.destination.known());
    EXPECT_EQ(got.session.source_port, 0);
    EXPECT_EQ(got.session.destination_port, 0);
    EXPECT_FALSE(got.comes_once);
    return got.session.sequence;
  };
  const std::uint32_t one = sequence("pgw1", {.hop_by_hop = 1, .end_to_end = 7});
  EXPECT_EQ(one, sequence("pgw1", {.hop_by_hop = 2, .end_to_end = 7}));
  EXPECT_EQ(one, sequence("pgw1", {.hop_by_hop = 2, .end_to_end = 7, .flags = 0x50}));
  EXPECT_NE(one, sequence("pgw1", {.hop_by_hop = 1, .end_to_end = 8}));
  EXPECT_NE(one, sequence("pgw2", {.hop_by_hop = 1, .end_to_end = 7}));
}

TEST(Diameter, HasOneNameForASessionWhoeverSendsIt) {
  const DecodedPdu asked{decode_diameter, gx(kInitial, {})};
  const DecodedPdu answered{decode_diameter, gx(kInitial, {}, false)};
  ASSERT_EQ(asked.ids.size(), 1u);
  ASSERT_EQ(answered.ids.size(), 1u);
  EXPECT_EQ(Tagger::octets_of(asked.ids[0]), Tagger::octets_of(answered.ids[0]));
}

TEST(Diameter, TakesAnEquipmentIdentityAloneForAnEmergency) {
  const Octets imei = user_equipment(0, "3534567890123456");
  EXPECT_TRUE((DecodedPdu{decode_diameter, gx(kInitial, {imei, cell()})}.message.unauthenticated));
  EXPECT_FALSE((DecodedPdu{decode_diameter, gx(kInitial, {imei, imsi()})}.message.unauthenticated));
  EXPECT_FALSE((DecodedPdu{decode_diameter, gx(kUpdate, {imei, cell()})}.message.unauthenticated));
}

}  // namespace
}  // namespace celltally
