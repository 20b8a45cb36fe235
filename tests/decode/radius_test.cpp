#include "decode/radius.hpp"

#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>

#include "simulate/radius_builder.hpp"
#include "tests/decode/decoded_pdu.hpp"
#include "tests/decode/octets_from_hex.hpp"
#include "tests/decode/tac_digits.hpp"

namespace celltally {
namespace {

using namespace radius;  // NOLINT(google-build-using-namespace): the builders

constexpr std::string_view kImsi = "208930000000001";
constexpr std::string_view kCell = "ecgi:208-93-1234501";
constexpr std::string_view kArea = "tai:208-93-3039";
constexpr std::string_view kAp = "wifi:02-00-5e-10-20-30";
constexpr std::array<std::uint8_t, 4> kNas{10, 3, 3, 3};
constexpr std::array<std::uint8_t, 4> kAddress{203, 0, 113, 1};

DecodedPdu decoded(const Octets& octets) {
  return DecodedPdu{decode_radius, octets};
}

Octets cell() {
  return user_location(octets_from_hex("8202f839303902f83901234501"));
}
Octets area() {
  return user_location(octets_from_hex("8002f8393039"));
}
Octets twan() {  // of an access point, after an empty network name
  return tgpp(29, octets_from_hex("010002005e102030"));
}
Octets address() {
  return framed_ip_address(kAddress);
}
Octets ap() {
  return called_station_id("02-00-5E-10-20-30:OperatorWiFi");
}
Octets client() {
  return calling_station_id("06-00-5e-00-00-01");
}

Octets accounting(std::uint32_t status, const Attributes& more) {
  Attributes all{acct_status_type(status), acct_session_id("0A2D000177"), nas_ip_address(kNas)};
  all.insert(all.end(), more.begin(), more.end());
  return accounting_request(all);
}

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

const Case kCases[] = {
    {"a gateway's session begins", accounting(kStart, {imsi(kImsi), address(), cell()}),
     EventKind::session_new, Presence::exact, kCell, kArea,
     "radius_session given, ue_address given"},
    {"it begins, area only", accounting(kStart, {area()}), EventKind::session_new, Presence::area,
     "", kArea, "radius_session given"},
    {"it begins, with a private address of a network",
     accounting(kStart, {imsi(kImsi), called_station_id("internet"), framed_ip_address(kNas)}),
     EventKind::session_new, Presence::none, "", "", "radius_session given, ue_address given"},
    {"it begins, with a private address of nobody knows where",
     accounting(kStart, {imsi(kImsi), framed_ip_address(kNas)}), EventKind::session_new,
     Presence::none, "", "", "radius_session given"},
    {"it goes on", accounting(kInterim, {address(), cell()}), EventKind::session_modify,
     Presence::last_known, kCell, kArea, "radius_session, ue_address"},
    {"a bearer of it ends", accounting(kStop, {address(), cell()}), EventKind::session_end,
     Presence::last_known, kCell, kArea, "radius_session ends, ue_address"},
    {"it ends", accounting(kStop, {address(), cell(), tgpp(11, "\xff")}), EventKind::session_end,
     Presence::last_known, kCell, kArea, "radius_session ends, ue_address ends"},
    {"it begins, told late", accounting(kStart, {cell(), acct_delay_time(3)}),
     EventKind::session_new, Presence::last_known, kCell, kArea, "radius_session given"},
    {"it begins, told at once", accounting(kStart, {cell(), acct_delay_time(2)}),
     EventKind::session_new, Presence::exact, kCell, kArea, "radius_session given"},
    {"over Wi-Fi, and a cell of before", accounting(kStart, {cell(), rat_type(3)}),
     EventKind::session_new, Presence::last_known, kCell, kArea, "radius_session given"},
    {"over Wi-Fi, at an access point", accounting(kStart, {cell(), rat_type(3), twan()}),
     EventKind::session_new, Presence::exact, kAp, "", "radius_session given"},
    {"asked for", access_request({imsi(kImsi), cell()}), EventKind::location_report,
     Presence::exact, kCell, kArea, ""},
    {"asked for, nowhere", access_request({imsi(kImsi)}), EventKind::none, Presence::none, "", "",
     ""},
    {"granted", packet(2, {imsi(kImsi), cell()}), EventKind::none, Presence::none, kCell, kArea,
     ""},
    {"accounted", packet(5, {}), EventKind::none, Presence::none, "", "", ""},
    {"disconnect", packet(40, {acct_session_id("0A2D000177")}), EventKind::none, Presence::none, "",
     "", ""},
    {"Wi-Fi: associated", accounting(kStart, {ap(), client(), nas_port_type(19), address()}),
     EventKind::attach, Presence::exact, kAp, "",
     "radius_session given, ue_address given, wifi_device"},
    {"Wi-Fi: still there", accounting(kInterim, {ap(), client()}), EventKind::periodic_update,
     Presence::exact, kAp, "", "radius_session, wifi_device"},
    {"Wi-Fi: left", accounting(kStop, {ap(), client(), address()}), EventKind::detach,
     Presence::leaves, kAp, "", "radius_session ends, ue_address ends, wifi_device"},
    {"Wi-Fi: somewhere", accounting(kStart, {nas_port_type(19), client()}), EventKind::attach,
     Presence::none, "", "", "radius_session given, wifi_device"},
    {"Wi-Fi: anybody may ask", access_request({ap(), client(), user_name(kImsi)}), EventKind::none,
     Presence::none, kAp, "", ""},
    {"Wi-Fi: a cell of the mobile network is of before", accounting(kStart, {cell(), ap()}),
     EventKind::attach, Presence::exact, kAp, "", "radius_session given"},
    {"no status", accounting(9, {cell(), address()}), EventKind::none, Presence::none, kCell, kArea,
     ""},
};

TEST(Radius, SaysWhatHappenedAndWhere) {
  for (const Case& one : kCases) {
    const DecodedPdu got = decoded(one.octets);
    ASSERT_TRUE(got.read) << one.name;
    EXPECT_EQ(got.message.protocol, Protocol::radius) << one.name;
    EXPECT_EQ(got.message.type, one.octets[0]) << one.name;
    EXPECT_EQ(got.message.kind, one.kind) << one.name << ": " << to_text(got.message.kind);
    EXPECT_EQ(got.message.presence, one.presence)
        << one.name << ": " << to_text(got.message.presence);
    EXPECT_EQ(to_text(got.message.cell), one.cell) << one.name;
    EXPECT_EQ(to_text(got.message.area), one.area) << one.name;
    EXPECT_EQ(got.named(), one.names) << one.name;
    EXPECT_EQ(got.message.damage, MessageDamage::none) << one.name;
  }
}

struct Identity {
  std::string_view name;
  Attributes attributes;
  std::string_view imsi;
  std::string_view msisdn;
  std::string_view tac;
  MessageDamage damage = MessageDamage::none;
};

const Identity kIdentities[] = {
    {"of a gateway",
     {imsi(kImsi), calling_station_id("33612345678"), imeisv("3534567890123456"),
      called_station_id("internet")},
     kImsi,
     "33612345678",
     "35345678"},
    {"several in one attribute",
     {vendor_specific(kTgpp, {attribute(1, kImsi), attribute(20, "3534567890123456")})},
     kImsi,
     "",
     "35345678"},
    {"MSISDN with a plus", {calling_station_id("+33612345678")}, "", "33612345678", ""},
    {"MSISDN of twelve digits", {calling_station_id("346123456789")}, "", "346123456789", ""},
    {"a device's address on Wi-Fi",
     {calling_station_id("346123456789"), nas_port_type(19)},
     "",
     "",
     ""},
    {"User-Name", {user_name("208930000000001@operator.example")}, kImsi, "", ""},
    {"User-Name, permanent",
     {user_name("0208930000000001@wlan.mnc093.mcc208.3gppnetwork.org")},
     kImsi,
     "",
     ""},
    {"User-Name, a pseudonym",
     {user_name("2abcdef@wlan.mnc093.mcc208.3gppnetwork.org")},
     "",
     "",
     ""},
    {"3GPP-IMSI is more", {user_name("999990000000009"), imsi(kImsi)}, kImsi, "", ""},
    {"in any order", {imsi(kImsi), user_name("999990000000009")}, kImsi, "", ""},
    // Starent's: types and lengths of two octets.
    {"another vendor's",
     {vendor_specific(8164, {octets_from_hex("0001000a41414141"), octets_from_hex("0002ff")}),
      imsi(kImsi)},
     kImsi,
     "",
     ""},
    {"an extended attribute",
     {attribute(241, octets_from_hex("1a000028af01")), imsi(kImsi)},
     kImsi,
     "",
     ""},
    {"IMSI with a letter",
     {imsi("20893000000000a"), calling_station_id("33612345678")},
     "",
     "33612345678",
     "",
     MessageDamage::bad_identity},
    {"IMEISV too short", {imeisv("353456")}, "", "", "", MessageDamage::bad_identity},
    {"vendor cut short", {attribute(26, octets_from_hex("000028")), imsi(kImsi)}, kImsi, "", ""},
    {"sub-attribute beyond its attribute",
     {vendor_specific(kTgpp, {octets_from_hex("01ff32")}), imsi(kImsi)},
     kImsi,
     "",
     "",
     MessageDamage::truncated},
    {"attribute beyond the packet",
     {imsi(kImsi), octets_from_hex("1fff33")},
     kImsi,
     "",
     "",
     MessageDamage::truncated},
    {"attribute shorter than its head",
     {imsi(kImsi), octets_from_hex("1f0133")},
     kImsi,
     "",
     "",
     MessageDamage::truncated},
};

TEST(Radius, SaysWhoItIs) {
  for (const Identity& one : kIdentities) {
    const DecodedPdu got = decoded(accounting(kStart, one.attributes));
    EXPECT_EQ(text_of(got.message.imsi), one.imsi) << one.name;
    EXPECT_EQ(text_of(got.message.msisdn), one.msisdn) << one.name;
    EXPECT_EQ(digits_of(got.message.tac), one.tac) << one.name;
    EXPECT_EQ(got.message.home.known(), !one.imsi.empty()) << one.name;
    EXPECT_EQ(got.message.damage, one.damage) << one.name;
  }
}

TEST(Radius, NamesADeviceByItsAddress) {
  const auto octets = [](const Octets& calling) {
    const DecodedPdu got = decoded(accounting(kStart, {ap(), calling}));
    EXPECT_EQ(got.ids.size(), 2u);
    return got.ids.empty() ? Octets{} : Tagger::octets_of(got.ids.back());
  };
  EXPECT_EQ(octets(client()), octets_from_hex("06005e000001"));
  EXPECT_EQ(octets(client()), octets(calling_station_id("0600.5E00.0001")));
}

TEST(Radius, NamesASessionAtItsNas) {
  const auto session = [](const Attributes& attributes) {
    const DecodedPdu got = decoded(accounting_request(attributes));
    EXPECT_EQ(got.ids.size(), 1u);
    return got.ids.empty() ? Octets{} : Tagger::octets_of(got.ids.front());
  };
  const Octets start =
      session({acct_status_type(kStart), acct_session_id("1"), nas_ip_address(kNas)});
  EXPECT_EQ(start, session({nas_ip_address(kNas), acct_status_type(kStop), acct_session_id("1")}));
  EXPECT_NE(start,
            session({nas_ip_address(kAddress), acct_status_type(kStop), acct_session_id("1")}));
  EXPECT_NE(start, session({nas_ip_address(kNas), acct_status_type(kStop), acct_session_id("2")}));
  EXPECT_NE(start, session({acct_status_type(kStart), acct_session_id("1")}));  // at the sender
}

TEST(Radius, SaysWhichNasLostItsSessions) {
  const auto node = [](const Attributes& attributes) {
    const DecodedPdu got = decoded(accounting_request(attributes));
    const auto octets = got.message.reset_node.bytes();
    return Octets(octets.begin(), octets.end());
  };
  const Octets nas(kNas.begin(), kNas.end());
  const Octets ipv6 = octets_from_hex("20010db8000000000000000000000001");
  EXPECT_EQ(node({acct_status_type(kOn), nas_ip_address(kNas)}), nas);
  EXPECT_EQ(node({acct_status_type(kOff), nas_ip_address(kNas)}), nas);
  EXPECT_EQ(node({acct_status_type(kOn)}),
            Octets(DecodedPdu::kSource.begin(), DecodedPdu::kSource.end()));
  // As the session's name has it, where the node stands behind sixteen octets.
  const Octets six = node({acct_status_type(kOn), attribute(95, ipv6)});
  const DecodedPdu start = decoded(
      accounting_request({acct_status_type(kStart), acct_session_id("1"), attribute(95, ipv6)}));
  ASSERT_EQ(start.ids.size(), 1u);
  const Octets named = Tagger::octets_of(start.ids[0]);
  EXPECT_EQ(six, Octets(named.begin() + 16, named.end()));
  EXPECT_EQ(node({acct_status_type(kStart), nas_ip_address(kNas)}).size(), 0u);
  EXPECT_EQ(decoded(accounting_request({acct_status_type(kOn)})).message.kind, EventKind::none);
}

TEST(Radius, BelievesATimeOfTheLocation) {
  constexpr std::uint32_t kNow = 1'700'000'000;
  const auto presence = [](std::uint32_t located, bool event) {
    constexpr std::uint32_t kUnixToNtp = 2'208'988'800;
    Octets time = integer(30, located + kUnixToNtp);
    Attributes attributes{cell(), vendor_specific(kTgpp, {time})};
    if (event) attributes.push_back(event_timestamp(kNow));
    return decoded(accounting(kStart, attributes)).message.presence;
  };
  EXPECT_EQ(presence(kNow, true), Presence::exact);
  EXPECT_EQ(presence(kNow - 2, true), Presence::exact);
  EXPECT_EQ(presence(kNow - 3, true), Presence::last_known);
  EXPECT_EQ(presence(kNow, false), Presence::last_known);
}

TEST(Radius, KnowsMachinesAndCauses) {
  for (const std::uint8_t of_machines : std::initializer_list<std::uint8_t>{8, 9, 15}) {
    EXPECT_EQ(decoded(accounting(kStart, {rat_type(of_machines)})).message.machine,
              MachineHint::network);
  }
  EXPECT_EQ(decoded(accounting(kStart, {rat_type(6)})).message.machine, MachineHint::none);
  EXPECT_EQ(decoded(accounting(kStop, {acct_terminate_cause(4)})).message.cause,
            (Cause{Cause::Domain::radius, 4}));
}

TEST(Radius, KnowsCopies) {
  const auto sequence = [](std::uint8_t code, const Attributes& attributes, const Head& head) {
    const SignallingMessage got = decoded(packet(code, attributes, head)).message;
    EXPECT_FALSE(got.session.source.known());
    EXPECT_EQ(got.session.source_port, 0);
    EXPECT_FALSE(got.comes_once);
    return got.session.sequence;
  };
  const Head other{.identifier = 8, .authenticator = 0x5a};
  const Attributes start{acct_status_type(kStart), acct_session_id("1"), nas_ip_address(kNas),
                         event_timestamp(1'700'000'000)};
  Attributes late = start;
  late.push_back(acct_delay_time(5));
  EXPECT_EQ(sequence(4, start, {}), sequence(4, late, other));
  late[0] = acct_status_type(kInterim);
  EXPECT_NE(sequence(4, start, {}), sequence(4, late, {}));
  late = start;
  late[3] = event_timestamp(1'700'000'001);
  EXPECT_NE(sequence(4, start, {}), sequence(4, late, {}));
  EXPECT_EQ(sequence(1, start, {}), sequence(1, start, {}));
  EXPECT_NE(sequence(1, start, {}), sequence(1, start, other));
  // Without a time of the event, how long the session lasts tells one from the next.
  const Attributes interim{acct_status_type(kInterim), acct_session_id("1"), integer(46, 60)};
  Attributes next = interim;
  next[2] = integer(46, 120);
  EXPECT_NE(sequence(4, interim, {}), sequence(4, next, {}));
}

TEST(Radius, IsRefusedWhenItIsNone) {
  const auto refused = [](Octets octets) {
    const DecodedPdu got = decoded(octets);
    return !got.read && got.messages == 0;
  };
  const Octets whole = packet(4, {});
  EXPECT_FALSE(refused(whole));
  EXPECT_TRUE(refused({}));
  EXPECT_TRUE(refused(Octets(whole.begin(), whole.end() - 1)));
  Octets other = whole;
  other[0] = 99;
  EXPECT_TRUE(refused(other));
  other = whole;
  other[3] = 19;
  EXPECT_TRUE(refused(other));
}

TEST(Radius, IgnoresPadding) {
  Octets padded = accounting(kStart, {imsi(kImsi)});
  padded.insert(padded.end(), 9, 0);
  EXPECT_EQ(decoded(padded).message.damage, MessageDamage::none);
}

TEST(Radius, MayBeAsLongAsAnyDatagram) {
  Attributes many(2000, imsi(kImsi));
  many.push_back(cell());
  const DecodedPdu got = decoded(accounting(kStart, many));
  EXPECT_EQ(got.message.damage, MessageDamage::none);
  EXPECT_TRUE(got.message.cell.known());
  EXPECT_FALSE(decoded(Octets(64 * 1024, 0)).read);
  EXPECT_EQ(decoded(Octets(64 * 1024 - 1, 4)).message.damage, MessageDamage::none);
  Octets zeroes(64 * 1024 - 1, 0);
  zeroes[0] = 4;
  zeroes[2] = zeroes[3] = 0xff;
  EXPECT_EQ(decoded(zeroes).message.damage, MessageDamage::truncated);
}

TEST(Radius, NamesItsMessages) {
  EXPECT_EQ(radius_message_name(4), "Accounting-Request");
  EXPECT_EQ(radius_message_name(43), "CoA-Request");
  EXPECT_EQ(radius_message_name(0), "");
}

}  // namespace
}  // namespace celltally
