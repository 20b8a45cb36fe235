#include "decode/gtpv1.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string_view>
#include <utility>

#include "decode/gtpv1_elements.hpp"
#include "tests/decode/gtp_decoded.hpp"
#include "tests/decode/gtpv1_messages.hpp"

namespace celltally {
namespace {

using namespace gtpv1_messages;  // NOLINT(google-build-using-namespace): the builders

// What happened and what it proves.
struct Case {
  std::string_view name;
  Octets payload;
  EventKind kind;
  Presence presence;
  std::string_view cell;
  std::string_view area;
};

const Case kEvents[] = {
    {"first context, in a cell", message(16, 0, {imsi(), rai(), sai()}), EventKind::attach,
     Presence::exact, "sai:208-93-0303-0404", "rai:208-93-0505-06"},
    {"first context, routeing area only", message(16, 0, {imsi(), rai()}), EventKind::attach,
     Presence::area, "", "rai:208-93-0505-06"},
    {"first context, routeing area in the location", message(16, 0, {imsi(), location_of_rai()}),
     EventKind::attach, Presence::area, "", "rai:208-93-0707-08"},
    {"the location's routeing area is the better one",
     message(16, 0, {imsi(), rai(), location_of_rai()}), EventKind::attach, Presence::area, "",
     "rai:208-93-0707-08"},
    {"first context, routeing area that is none", message(16, 0, {imsi(), rai_without_area()}),
     EventKind::attach, Presence::none, "", ""},
    {"first context, nowhere", message(16, 0, {imsi()}), EventKind::attach, Presence::none, "", ""},
    {"elements in another order", message(16, 0, {sai(), imei(), rai(), imsi()}), EventKind::attach,
     Presence::exact, "sai:208-93-0303-0404", "rai:208-93-0505-06"},
    {"the first of two locations", message(16, 0, {imsi(), cgi(), sai()}), EventKind::attach,
     Presence::exact, "cgi:208-93-0101-0202", ""},
    {"further context", message(16, 7, {nsapi(), cgi()}), EventKind::session_new, Presence::exact,
     "cgi:208-93-0101-0202", ""},
    {"another GGSN's first context", message(16, 7, {imsi(), cgi()}), EventKind::attach,
     Presence::exact, "cgi:208-93-0101-0202", ""},
    {"location with a time of its own", message(16, 0, {imsi(), cgi(), location_timestamp()}),
     EventKind::attach, Presence::last_known, "cgi:208-93-0101-0202", ""},
    {"new SGSN, in a cell", message(18, 7, {control_teid(), nsapi(), cgi()}),
     EventKind::area_update, Presence::exact, "cgi:208-93-0101-0202", ""},
    {"new routeing area, in a cell", message(18, 7, {rai(), nsapi(), cgi()}),
     EventKind::area_update, Presence::exact, "cgi:208-93-0101-0202", "rai:208-93-0505-06"},
    {"new routeing area", message(18, 7, {rai(), nsapi()}), EventKind::area_update, Presence::area,
     "", "rai:208-93-0505-06"},
    {"new SGSN, nowhere", message(18, 7, {control_teid(), nsapi()}), EventKind::area_update,
     Presence::none, "", ""},
    {"the SGSN changes something and repeats the location",
     message(18, 7, {rai_without_area(), nsapi(), cgi()}), EventKind::session_modify,
     Presence::last_known, "cgi:208-93-0101-0202", ""},
    {"the SGSN connects the radio network directly",
     message(18, 7, {nsapi(), cgi(), element(182, "01")}), EventKind::session_modify,
     Presence::exact, "cgi:208-93-0101-0202", ""},
    {"the SGSN ends that", message(18, 7, {nsapi(), cgi(), element(182, "04")}),
     EventKind::session_modify, Presence::last_known, "cgi:208-93-0101-0202", ""},
    {"the GGSN changes something", message(18, 7, {nsapi(), element(135, "030b921f")}),
     EventKind::session_modify, Presence::none, "", ""},
    {"context ends", message(20, 7, {element(19, "ff"), nsapi()}), EventKind::session_end,
     Presence::none, "", ""},
    {"context ends, in a cell", message(20, 7, {nsapi(), cgi(), location_timestamp()}),
     EventKind::session_end, Presence::last_known, "cgi:208-93-0101-0202", ""},
    {"context ended, in a cell", message(21, 7, {cause("80"), cgi()}), EventKind::none,
     Presence::none, "cgi:208-93-0101-0202", ""},
    {"data waits", message(27, 0, {imsi(), control_teid()}), EventKind::paging, Presence::none, "",
     ""},
    {"who is that", message(48, 0, {rai(), element(5, "c0ffee01")}), EventKind::none,
     Presence::none, "", ""},
    {"moved to another SGSN: the area is the old one", message(50, 0, {rai(), control_teid()}),
     EventKind::area_update, Presence::none, "", ""},
    {"context for that", message(51, 7, {cause("80"), imsi()}), EventKind::none, Presence::none, "",
     ""},
    {"handover planned",
     message(53, 0,
             {imsi(), element(138,
                              "02f839090910"
                              "0102")}),
     EventKind::handover_prepare, Presence::intended, "", "rai:208-93-0909-10"},
    {"handover planned, target unreadable", message(53, 0, {imsi(), element(174, "00")}),
     EventKind::handover_prepare, Presence::none, "", ""},
    {"handover done", message(55, 7, {}), EventKind::handover, Presence::none, "", ""},
    {"cell reported", message(128, 7, {element(151, "01"), sai()}), EventKind::location_report,
     Presence::exact, "sai:208-93-0303-0404", ""},
    {"area reported", message(128, 7, {location_of_rai()}), EventKind::location_report,
     Presence::area, "", "rai:208-93-0707-08"},
    {"older cell reported", message(128, 7, {sai(), location_timestamp()}),
     EventKind::location_report, Presence::last_known, "sai:208-93-0303-0404", ""},
    {"echo", message(2, 0, {element(14, "2a")}), EventKind::none, Presence::none, "", ""},
    {"without a name", message(40, 0, {imsi(), cgi()}), EventKind::none, Presence::none, "", ""},
};

TEST(Gtpv1, SaysWhatHappenedAndWhere) {
  for (const Case& one : kEvents) {
    const DecodedGtpv1 decoded{one.payload};
    ASSERT_EQ(decoded.outcome, PacketOutcome::signalling) << one.name;
    const SignallingMessage& got = decoded.message;
    EXPECT_EQ(got.protocol, Protocol::gtpv1) << one.name;
    EXPECT_EQ(got.type, one.payload[1]) << one.name;
    EXPECT_EQ(got.kind, one.kind) << one.name << ": " << to_text(got.kind);
    EXPECT_EQ(got.presence, one.presence) << one.name << ": " << to_text(got.presence);
    EXPECT_EQ(to_text(got.cell), one.cell) << one.name;
    EXPECT_EQ(to_text(got.area), one.area) << one.name;
    EXPECT_EQ(got.damage, MessageDamage::none) << one.name;
  }
}

TEST(Gtpv1, TakesAnSgsnContextRequestThatSuspendsForASuspension) {
  Octets payload = octets_from_hex("3632000a00000000123400c101ffff001405");
  EXPECT_EQ(DecodedGtpv1{payload}.message.kind, EventKind::suspend);
  payload[11] = 0xc2;
  EXPECT_EQ(DecodedGtpv1{payload}.message.kind, EventKind::area_update);
}

TEST(Gtpv1, ProvesNothingWithAMessageThatTellsOfNoEvent) {
  for (unsigned type = 0; type < 255; ++type) {
    const DecodedGtpv1 decoded{
        message(static_cast<std::uint8_t>(type), 0, {imsi(), rai(), control_teid(), sai()})};
    ASSERT_EQ(decoded.messages, 1u) << type;
    const SignallingMessage& got = decoded.message;
    EXPECT_TRUE(got.kind != EventKind::none || got.presence == Presence::none) << type;
    EXPECT_EQ(got.imsi.present(), !gtpv1_message_name(got.type).empty()) << type;
  }
}

struct Damage {
  std::string_view name;
  Octets payload;
  MessageDamage damage;
  bool imsi;
  bool cell;
};

const Damage kDamages[] = {
    {"unknown element of fixed length", message(16, 0, {imsi(), element(10, "00"), sai()}),
     MessageDamage::unknown_element, true, false},
    {"unknown element with a length", message(16, 0, {imsi(), element(200, "0011"), sai()}),
     MessageDamage::none, true, true},
    {"element of fixed length goes beyond", message(16, 0, {sai(), element(2, "0298")}),
     MessageDamage::truncated, false, true},
    {"element with a length goes beyond", message(16, 0, {imsi(), octets_from_hex("98000901")}),
     MessageDamage::truncated, true, false},
    {"ends inside a length", message(16, 0, {imsi(), octets_from_hex("9800")}),
     MessageDamage::truncated, true, false},
    {"IMSI is not decimal", message(16, 0, {bad_imsi(), sai()}), MessageDamage::bad_identity, false,
     true},
    {"MSISDN is empty", message(16, 0, {imsi(), element(134, ""), sai()}),
     MessageDamage::bad_identity, true, true},
    {"MSISDN without digits", message(16, 0, {imsi(), element(134, "91"), sai()}),
     MessageDamage::bad_identity, true, true},
    {"IMEI is too short", message(16, 0, {imsi(), element(154, "53436587"), sai()}),
     MessageDamage::bad_identity, true, true},
    {"location is too short", message(16, 0, {imsi(), element(152, "0102f839")}),
     MessageDamage::bad_location, true, false},
    {"routeing area is not decimal", message(16, 0, {imsi(), element(3, "0af839050506"), sai()}),
     MessageDamage::bad_location, true, true},
    {"the first damage is told",
     message(16, 0, {bad_imsi(), element(152, "01"), octets_from_hex("98")}),
     MessageDamage::bad_identity, false, false},
};

TEST(Gtpv1, NamesTheDamageAndKeepsTheRest) {
  for (const Damage& one : kDamages) {
    const DecodedGtpv1 decoded{one.payload};
    ASSERT_EQ(decoded.outcome, PacketOutcome::signalling) << one.name;
    EXPECT_EQ(decoded.message.damage, one.damage) << one.name;
    EXPECT_EQ(decoded.message.imsi.present(), one.imsi) << one.name;
    EXPECT_EQ(decoded.message.cell.known(), one.cell) << one.name;
  }
}

// The lengths that tshark 4.0.17 uses, asked with one message for each type and length.
TEST(Gtpv1, SkipsEachElementOfFixedLengthByThatLength) {
  constexpr std::array<std::pair<int, int>, 28> kLengths{
      {{1, 1},  {2, 8},  {3, 6},  {4, 4},  {5, 4},  {8, 1},  {9, 28},  {11, 1}, {12, 3}, {13, 1},
       {14, 1}, {15, 1}, {16, 4}, {17, 4}, {18, 5}, {19, 1}, {20, 1},  {21, 1}, {22, 9}, {23, 1},
       {24, 1}, {25, 2}, {26, 2}, {27, 2}, {28, 2}, {29, 1}, {126, 1}, {127, 4}}};
  for (int type = 0; type < 128; ++type) {
    int octets = 0;
    for (const auto& [known, length] : kLengths) octets = known == type ? length : octets;
    EXPECT_EQ(kGtpv1FixedLengths[static_cast<std::size_t>(type)], octets) << type;
    if (octets == 0) continue;
    Octets skipped{static_cast<std::uint8_t>(type)};
    skipped.resize(static_cast<std::size_t>(octets) + 1, 0x11);
    EXPECT_TRUE((DecodedGtpv1{message(16, 0, {skipped, sai()})}.message.cell.known())) << type;
  }
}

}  // namespace
}  // namespace celltally
