#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "tests/decode/gtp_decoded.hpp"
#include "tests/decode/gtpv1_messages.hpp"
#include "tests/decode/tac_digits.hpp"
#include "tests/decode/vectors.hpp"

namespace celltally {
namespace {

using gtpv1_messages::Octets;

// What is expected of the messages of tests/data/gtp_vectors.json that are GTPv1, whose fields
// tshark 4.0.17 has confirmed. The file says how each is called.
struct Expected {
  std::string_view name;
  std::string_view message;
  std::string_view cell;
  std::string_view area;
  EventKind kind;
  Presence presence;
  std::uint16_t cause;  // 0: none
  int announced;        // in the message
  bool imsi;
};

constexpr Expected kVectors[] = {
    {"g1_uli_cgi", "Update PDP Context Request", "cgi:208-93-0101-0202", "",
     EventKind::session_modify, Presence::last_known, 0, 0, false},
    {"g1_uli_sai", "Update PDP Context Request", "sai:208-93-0303-0404", "",
     EventKind::session_modify, Presence::last_known, 0, 0, false},
    {"g1_cpcr", "Create PDP Context Response", "", "", EventKind::none, Presence::none, 128, 1,
     false},
    {"g1_upc", "Update PDP Context Request", "cgi:208-93-0101-0202", "rai:208-93-0505-06",
     EventKind::area_update, Presence::exact, 0, 0, false},
    {"g1_sctxreq", "SGSN Context Request", "", "", EventKind::area_update, Presence::none, 0, 1,
     false},
    {"g1_sctxresp", "SGSN Context Response", "", "", EventKind::none, Presence::none, 128, 1, true},
    {"g1_tlli", "SGSN Context Request", "", "", EventKind::area_update, Presence::none, 0, 1,
     false},
    {"g1_exthdr", "Update PDP Context Request", "", "", EventKind::session_modify, Presence::none,
     0, 0, false},
    {"g1_idreq", "Identification Request", "", "", EventKind::none, Presence::none, 0, 0, false},
};

// The Create PDP Context Request of 128 octets, with an element of every kind that is read.
constexpr std::string_view kCreatePdpContextRequest =
    "32100078000000000021000002029803000000"
    "00f10302f8390505060e010ffc10aa000001"
    "11cc00000114051a0800800002f12183000c036d326d076578616d706c65850004"
    "0a010101"
    "8500040a010102860007913316325476f88700030b921f970001019800080102f8390303040499"
    "000240019a00085343658709214365";

std::vector<Vector> vectors() {
  return vectors_of("gtp", "g1_");
}

std::vector<Vector> all_messages() {
  std::vector<Vector> messages = vectors();
  messages.push_back({"create PDP context", octets_from_hex(kCreatePdpContextRequest), {}});
  return messages;
}

DecodedGtpv1 decoded_gtpv1(const Octets& octets) {
  return DecodedGtpv1{octets};
}

TEST(Gtpv1Vectors, AreAllExpectedAndAllThere) {
  expect_names(vectors(), kVectors);
}

TEST(Gtpv1Vectors, GiveWhatTheirElementsSay) {
  for (const auto& [name, octets, fields] : vectors()) {
    const auto* expected = std::ranges::find(kVectors, name, &Expected::name);
    ASSERT_NE(expected, std::end(kVectors)) << name;
    const DecodedGtpv1 decoded{octets};
    ASSERT_EQ(decoded.outcome, PacketOutcome::signalling) << name;
    const SignallingMessage& got = decoded.message;
    EXPECT_EQ(gtpv1_message_name(got.type), expected->message) << name;
    EXPECT_EQ(got.kind, expected->kind) << name << ": " << to_text(got.kind);
    EXPECT_EQ(got.presence, expected->presence) << name << ": " << to_text(got.presence);
    EXPECT_EQ(to_text(got.cell), expected->cell) << name;
    EXPECT_EQ(to_text(got.area), expected->area) << name;
    EXPECT_EQ(got.imsi.present(), expected->imsi) << name;
    const int added = got.session.at_source == SessionReferences::kNone ? 0 : 1;
    EXPECT_EQ(got.session.announced_count - added, expected->announced) << name;
    EXPECT_EQ(got.cause.value, expected->cause) << name;
    EXPECT_EQ(got.damage, MessageDamage::none) << name;
  }
}

TEST(Gtpv1Vectors, AgreeWithTshark) {
  std::size_t compared = 0;
  for (const Vector& one : vectors()) {
    const DecodedGtpv1 decoded{one.octets};
    for (const auto& [field, value] : one.tshark_fields.items()) {
      const std::string text = value;
      const std::string where = one.name + " " + field;
      if (field == "gtp.message") {
        EXPECT_EQ(std::stoi(text, nullptr, 16), decoded.message.type) << where;
      } else if (field == "gtp.cause") {
        EXPECT_EQ(std::stoi(text), decoded.message.cause.value) << where;
      } else if (field == "e212.imsi") {
        EXPECT_EQ(text, digits_of(decoded.message.imsi)) << where;
      } else if (field == "gtp.geo_loc_type") {
        EXPECT_EQ(text == "0" ? PlaceKind::cgi : PlaceKind::sai, decoded.message.cell.kind());
      } else {
        ADD_FAILURE() << where << " is compared with nothing";
      }
      ++compared;
    }
  }
  EXPECT_GE(compared, 11u);
}

TEST(Gtpv1Vectors, HoldAWholeCreatePdpContextRequest) {
  const DecodedGtpv1 decoded{octets_from_hex(kCreatePdpContextRequest)};
  const SignallingMessage& got = decoded.message;
  EXPECT_EQ(digits_of(got.imsi), "208930000000001");
  EXPECT_EQ(digits_of(got.msisdn), "33612345678");
  EXPECT_EQ(digits_of(got.tac), "35345678");
  EXPECT_EQ(to_text(got.home), "208-93");
  EXPECT_EQ(to_text(got.cell), "sai:208-93-0303-0404");
  EXPECT_EQ(to_text(got.area), "rai:208-93-0505-06");
  EXPECT_EQ(got.kind, EventKind::attach);
  EXPECT_EQ(got.presence, Presence::exact);
  EXPECT_EQ(got.session.sequence, 0x21u);
  ASSERT_EQ(got.session.announced_count, 2);  // and at the address that it came from
  EXPECT_EQ(Tagger::teid_of(got.session.announced[0]), 0xcc000001);
  EXPECT_EQ(Tagger::node_of(got.session.announced[0]), octets_from_hex("0a010101"));
  EXPECT_EQ(got.damage, MessageDamage::none);
}

TEST(Gtpv1Vectors, SayOfEveryProperPrefixThatItIsOne) {
  for (const auto& [name, whole, fields] : all_messages()) {
    for (std::size_t octets = 0; octets < whole.size(); ++octets) {
      const DecodedGtpv1 prefix{std::span{whole}.first(octets)};
      const bool refused = prefix.outcome == PacketOutcome::truncated_gtp_header;
      const bool damaged = prefix.message.damage == MessageDamage::truncated;
      EXPECT_TRUE(refused || damaged) << octets << " of " << whole.size();
      EXPECT_EQ(prefix.messages, refused ? 0u : 1u);
    }
  }
}

TEST(Gtpv1Vectors, GiveTheSameFromTheSameBytesAndIgnoreWhatFollows) {
  expect_same_again(all_messages(), decoded_gtpv1);
}

TEST(Gtpv1Vectors, StaySoundWithAnyOctetChanged) {
  expect_sound_with_any_octet_changed(all_messages(), decoded_gtpv1);
}

}  // namespace
}  // namespace celltally
