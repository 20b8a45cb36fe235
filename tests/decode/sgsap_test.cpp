#include "decode/sgsap.hpp"

#include <gtest/gtest.h>

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "decode/sctp_protocols.hpp"
#include "simulate/sgsap_builder.hpp"
#include "tests/decode/decoded_pdu.hpp"
#include "tests/decode/vectors.hpp"

namespace celltally {
namespace {

using namespace sgsap;

constexpr std::string_view kImsi = "001010123456789";
constexpr std::string_view kLai = "lai:001-01-0505";
constexpr std::string_view kTai = "tai:001-01-3039";
constexpr std::string_view kCell = "ecgi:001-01-1234501";

DecodedPdu decoded(const Octets& octets, bool cut = false) {
  return {decode_sgsap, octets, cut};
}

bool has_damage(const Octets& octets, MessageDamage damage) {
  return decoded(octets).message.damage == damage;
}

// Every message of TS 29.118 table 9.2.1 with all that says where the device is.
struct Case {
  std::uint8_t type;
  std::string_view name;
  EventKind kind;
  Presence presence;
};

constexpr Case kCases[] = {
    {1, "SGsAP-PAGING-REQUEST", EventKind::paging, Presence::none},
    {2, "SGsAP-PAGING-REJECT", EventKind::none, Presence::none},
    {6, "SGsAP-SERVICE-REQUEST", EventKind::service_request, Presence::exact},
    {7, "SGsAP-DOWNLINK-UNITDATA", EventKind::none, Presence::none},
    {8, "SGsAP-UPLINK-UNITDATA", EventKind::text, Presence::exact},
    {9, "SGsAP-LOCATION-UPDATE-REQUEST", EventKind::area_update, Presence::exact},
    {10, "SGsAP-LOCATION-UPDATE-ACCEPT", EventKind::none, Presence::none},
    {11, "SGsAP-LOCATION-UPDATE-REJECT", EventKind::none, Presence::none},
    {12, "SGsAP-TMSI-REALLOCATION-COMPLETE", EventKind::none, Presence::none},
    {13, "SGsAP-ALERT-REQUEST", EventKind::none, Presence::none},
    {14, "SGsAP-ALERT-ACK", EventKind::none, Presence::none},
    {15, "SGsAP-ALERT-REJECT", EventKind::none, Presence::none},
    {16, "SGsAP-UE-ACTIVITY-INDICATION", EventKind::none, Presence::none},
    {17, "SGsAP-EPS-DETACH-INDICATION", EventKind::detach, Presence::leaves},
    {18, "SGsAP-EPS-DETACH-ACK", EventKind::none, Presence::none},
    {19, "SGsAP-IMSI-DETACH-INDICATION", EventKind::detach, Presence::leaves},
    {20, "SGsAP-IMSI-DETACH-ACK", EventKind::none, Presence::none},
    {21, "SGsAP-RESET-INDICATION", EventKind::none, Presence::none},
    {22, "SGsAP-RESET-ACK", EventKind::none, Presence::none},
    {23, "SGsAP-SERVICE-ABORT-REQUEST", EventKind::none, Presence::none},
    {24, "SGsAP-MO-CSFB-INDICATION", EventKind::call, Presence::exact},
    {26, "SGsAP-MM-INFORMATION-REQUEST", EventKind::none, Presence::none},
    {27, "SGsAP-RELEASE-REQUEST", EventKind::none, Presence::none},
    {29, "SGsAP-STATUS", EventKind::none, Presence::none},
    {31, "SGsAP-UE-UNREACHABLE", EventKind::none, Presence::none},
};

TEST(Sgsap, SaysOfEachMessageWhatItsTypeMeans) {
  std::size_t named = 0;
  for (const Case& each : kCases) {
    const Octets octets = message(
        each.type, {imsi(kImsi), lai(kLai), imeisv("3534567890123456"), tai(kTai), ecgi(kCell)});
    const DecodedPdu got = decoded(octets);
    EXPECT_TRUE(got.read) << each.name;
    EXPECT_EQ(sgsap_message_name(each.type), each.name);
    EXPECT_EQ(got.message.protocol, Protocol::sgsap);
    EXPECT_EQ(got.message.type, each.type);
    EXPECT_EQ(got.message.kind, each.kind) << each.name;
    EXPECT_EQ(got.message.presence, each.presence) << each.name;
    EXPECT_EQ(to_text(got.message.cell), kCell);
    EXPECT_EQ(to_text(got.message.area), kTai);
    EXPECT_EQ(to_text(got.message.home), "001-01");
    EXPECT_TRUE(got.message.imsi.present() && got.message.has_imei);
    EXPECT_TRUE(got.message.comes_once);
    EXPECT_EQ(got.message.damage, MessageDamage::none) << each.name;
  }
  for (int type = 0; type < 256; ++type) {
    if (!sgsap_message_name(static_cast<std::uint8_t>(type)).empty()) ++named;
  }
  EXPECT_EQ(named, std::size(kCases));
}

TEST(Sgsap, TellsAnAttachFromAnAreaUpdate) {
  for (std::uint8_t type = 0; type < 4; ++type) {
    const auto got = decoded(message(9, {imsi(kImsi), eps_location_update_type(type), lai(kLai)}));
    EXPECT_EQ(got.message.kind, type == 1 ? EventKind::attach : EventKind::area_update);
    EXPECT_EQ(got.message.presence, Presence::area);
    EXPECT_EQ(to_text(got.message.area), kLai);
  }
}

TEST(Sgsap, KnowsTheNewLocationAreaFromTheOld) {
  const auto got = decoded(message(9, {imsi(kImsi), lai(kLai), lai("lai:001-01-0606")}));
  EXPECT_EQ(to_text(got.message.area), kLai);
}

TEST(Sgsap, ProvesOnlyWhatIsNamed) {
  EXPECT_EQ(decoded(message(6, {imsi(kImsi)})).message.presence, Presence::none);
  EXPECT_EQ(decoded(message(6, {imsi(kImsi), tai(kTai)})).message.presence, Presence::area);
  EXPECT_EQ(decoded(message(6, {imsi(kImsi), ecgi(kCell)})).message.presence, Presence::exact);
  EXPECT_EQ(decoded(message(17, {imsi(kImsi)})).message.presence, Presence::leaves);
}

TEST(Sgsap, WhoEndsOnlyCircuitSwitchedServicesStays) {
  for (std::uint8_t type = 1; type < 4; ++type) {
    const auto got = decoded(message(19, {imsi(kImsi), detach_from_non_eps(type), tai(kTai)}));
    EXPECT_EQ(got.message.kind, type == 1 ? EventKind::none : EventKind::detach);
    EXPECT_EQ(got.message.presence, type == 1 ? Presence::none : Presence::leaves);
  }
}

TEST(Sgsap, TheFourSpareBitsOfACellAreNoneOfIt) {
  Octets octets = message(6, {ecgi(kCell)});
  octets[6] |= 0xf0;
  EXPECT_EQ(decoded(octets).message.cell, place_from_text(kCell));
}

TEST(Sgsap, NamesATmsiInItsLocationArea) {
  using Role = TemporaryId::Role;
  const auto same = TemporaryId::in_scope(
      TemporaryId::Kind::tmsi, place_from_text(kLai).value_or(Place{}).key(), 0xc0ffee01);
  const auto accept =
      decoded(message(10, {imsi(kImsi), lai(kLai), mobile_identity_tmsi(0xc0ffee01)}));
  ASSERT_EQ(accept.ids.size(), 1u);
  EXPECT_EQ(Tagger::octets_of(accept.ids[0]), Tagger::octets_of(same));
  EXPECT_EQ(accept.ids[0].role(), Role::given);

  // In any order.
  const auto page = decoded(message(1, {tmsi(0xc0ffee01), imsi(kImsi), lai(kLai)}));
  ASSERT_EQ(page.ids.size(), 1u);
  EXPECT_EQ(Tagger::octets_of(page.ids[0]), Tagger::octets_of(same));
  EXPECT_EQ(page.ids[0].role(), Role::names);
}

TEST(Sgsap, ATmsiWithoutItsAreaNamesNobody) {
  EXPECT_TRUE(decoded(message(1, {imsi(kImsi), tmsi(1)})).ids.empty());
  EXPECT_TRUE(decoded(message(1, {imsi(kImsi), lai(kLai)})).ids.empty());
  EXPECT_TRUE(
      decoded(message(10, {imsi(kImsi), lai(kLai), mobile_identity_imsi(kImsi)})).ids.empty());
}

TEST(Sgsap, ATmsiThatIsNobodysNamesNobody) {
  for (const std::uint32_t nobodys : {0u, 0xffff'ffffu}) {
    const auto page = decoded(message(1, {imsi(kImsi), lai(kLai), tmsi(nobodys)}));
    EXPECT_TRUE(page.ids.empty()) << nobodys;
    const auto given = decoded(message(10, {lai(kLai), mobile_identity_tmsi(nobodys)}));
    EXPECT_TRUE(given.ids.empty()) << nobodys;
    EXPECT_EQ(given.message.damage, MessageDamage::none);
  }
}

// TS 23.003 4.1.
TEST(Sgsap, ALocationAreaCodeThatStandsForNoneIsNoPlace) {
  for (const std::string_view none : {"lai:001-01-0000", "lai:001-01-fffe"}) {
    const auto got = decoded(message(9, {imsi(kImsi), lai(none), tmsi(0xc0ffee01)}));
    EXPECT_FALSE(got.message.area.known()) << none;
    EXPECT_EQ(got.message.presence, Presence::none) << none;
    EXPECT_TRUE(got.ids.empty()) << none;
    EXPECT_EQ(got.message.damage, MessageDamage::none) << none;
  }
}

TEST(Sgsap, ReadsCausesInTheirOwnNumbering) {
  EXPECT_EQ(decoded(message(2, {imsi(kImsi), sgs_cause(6)})).message.cause,
            (Cause{Cause::Domain::sgsap, 6}));
  EXPECT_EQ(decoded(message(11, {imsi(kImsi), reject_cause(2)})).message.cause,
            (Cause{Cause::Domain::mm, 2}));
}

TEST(Sgsap, SaysWhatIsWrongAndKeepsTheRest) {
  EXPECT_TRUE(has_damage(message(6, {imsi("0010:0123456789")}), MessageDamage::bad_identity));
  EXPECT_TRUE(has_damage(message(6, {imsi("00101")}), MessageDamage::bad_identity));
  EXPECT_TRUE(has_damage(message(6, {imeisv("1")}), MessageDamage::bad_identity));
  EXPECT_TRUE(has_damage(message(1, {element(3, Octets{1, 2, 3})}), MessageDamage::bad_identity));
  EXPECT_TRUE(has_damage(message(6, {element(0x23, Octets{0, 0xf1, 0x10, 1})}),
                         MessageDamage::bad_location));
  EXPECT_TRUE(has_damage(message(6, {element(0x24, Octets{0, 0xfa, 0x10, 1, 2, 3, 4})}),
                         MessageDamage::bad_location));
  Octets beyond = message(6, {imsi(kImsi), ecgi(kCell)});
  beyond.pop_back();
  const auto got = decoded(beyond);
  EXPECT_EQ(got.message.damage, MessageDamage::truncated);
  EXPECT_TRUE(got.message.imsi.present());
  EXPECT_FALSE(got.message.cell.known());
}

TEST(Sgsap, AMessageCutByTheCaptureIsTruncated) {
  EXPECT_EQ(decoded(message(6, {imsi(kImsi)}), true).message.damage, MessageDamage::truncated);
}

TEST(Sgsap, HasAMessageForAnyTypeButNoneForNothing) {
  EXPECT_FALSE(decoded({}).read);
  EXPECT_EQ(decoded({}).messages, 0u);
  const auto got = decoded(message(99, {imsi(kImsi)}));
  EXPECT_TRUE(got.read);
  EXPECT_EQ(got.message.kind, EventKind::none);
  EXPECT_FALSE(got.message.imsi.present());
}

TEST(Sgsap, ReadsTheLargestMessageThereIs) {
  Octets octets{9};
  while (octets.size() < 65536) {
    const Octets one = lai(kLai);
    octets.insert(octets.end(), one.begin(), one.end());
  }
  octets.resize(65536);
  EXPECT_EQ(decoded(octets).message.damage, MessageDamage::truncated);
  EXPECT_EQ(to_text(decoded(octets).message.area), kLai);
}

struct Expected {
  std::string_view kind;
  std::string_view cell;
  std::string_view area;
};

TEST(Sgsap, ReadsTheVectorsThatTsharkConfirmed) {
  const std::map<std::string, Expected> expected{
      {"s_sgs_lu", {"attach", "ecgi:208-93-1234501", "tai:208-93-3039"}},
      {"s_sgs_svc", {"service_request", "ecgi:208-93-1234501", "tai:208-93-3039"}}};
  std::size_t seen = 0;
  for (const auto& [name, octets, fields] : vectors_of("sgsap")) {
    const auto got = decoded(octets);
    const Expected& vector = expected.at(name);
    EXPECT_EQ(to_text(got.message.kind), vector.kind);
    EXPECT_EQ(got.message.presence, Presence::exact);
    EXPECT_EQ(to_text(got.message.cell), vector.cell);
    EXPECT_EQ(to_text(got.message.area), vector.area);
    EXPECT_EQ(to_text(got.message.home), "208-93");
    EXPECT_EQ(Tagger::octets_of(got.message.imsi), octets_from_hex("2980390000000010"));
    EXPECT_EQ(got.message.tac, TypeAllocationCode{35345678});
    for (std::size_t size = 1; size < octets.size(); ++size) {
      const auto part =
          decoded({octets.begin(), octets.begin() + static_cast<std::ptrdiff_t>(size)});
      EXPECT_TRUE(part.read);
      EXPECT_TRUE(!part.message.cell.known() || part.message.cell == got.message.cell);
      EXPECT_TRUE(!part.message.area.known() ||
                  part.message.area.plmn() == got.message.area.plmn());
      EXPECT_TRUE(!part.message.imsi.present() || size > 9);
    }
    ++seen;
  }
  EXPECT_EQ(seen, expected.size());
}

TEST(Sgsap, ComesFromSctp) {
  Octets octets = message(6, {imsi(kImsi)});
  Datagram pdu;
  pdu.payload = octets;
  const auto burst = std::make_unique<MessageBurst>();
  SigtranTransport sigtran{{}};
  EXPECT_EQ(decode_sctp_message(SctpPayload::sgsap, pdu, sigtran, *burst), true);
  EXPECT_EQ(burst->size(), 1u);
}

}  // namespace
}  // namespace celltally
