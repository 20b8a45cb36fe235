#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "decode/gtpv1.hpp"
#include "tests/decode/gtpv1_decoded.hpp"
#include "tests/decode/gtpv1_messages.hpp"
#include "tests/decode/tac_digits.hpp"
#include "tests/decode/tagger_double.hpp"

namespace celltally {
namespace {

using gtpv1_messages::from_hex;
using gtpv1_messages::Octets;

// What is expected of the messages of tests/data/gtp_vectors.json that are GTPv1, whose fields
// tshark 4.0.17 has confirmed. The file says how each is called.
struct Vector {
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

constexpr Vector kVectors[] = {
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

nlohmann::json vectors_of_file() {
  std::ifstream file{CELLTALLY_SOURCE_DIR "/tests/data/gtp_vectors.json"};
  nlohmann::json ours = nlohmann::json::array();
  for (const auto& one : nlohmann::json::parse(file)) {
    if (one.at("name").get<std::string>().starts_with("g1_")) ours.push_back(one);
  }
  return ours;
}

std::vector<Octets> all_messages() {
  std::vector<Octets> messages{from_hex(kCreatePdpContextRequest)};
  for (const auto& one : vectors_of_file()) {
    messages.push_back(from_hex(one.at("hex").get<std::string>()));
  }
  return messages;
}

std::string digits_of(const SubscriberId& id) {
  std::string digits;
  for (const unsigned octet : Tagger::octets_of(id)) {
    for (const unsigned digit : {octet & 15u, octet >> 4}) {
      if (digit < 10) digits += static_cast<char>('0' + digit);
    }
  }
  return digits;
}

// Everything that a message holds, wherever its bytes are.
bool same(const SignallingMessage& a, const SignallingMessage& b) {
  const auto whole = [](const SignallingMessage& m) {
    std::vector<std::vector<std::uint8_t>> borrowed{Tagger::octets_of(m.imsi),
                                                    Tagger::octets_of(m.msisdn),
                                                    Tagger::node_of(m.session.receiver)};
    std::vector<std::uint64_t> numbers{Tagger::teid_of(m.session.receiver)};
    for (const SessionEndpoint& endpoint : m.session.announced_endpoints()) {
      borrowed.push_back(Tagger::node_of(endpoint));
      numbers.push_back(Tagger::teid_of(endpoint));
    }
    return std::tuple{borrowed,
                      m.tac.value,
                      m.has_imei,
                      numbers,
                      m.cell,
                      m.area,
                      m.home,
                      m.cause,
                      m.type,
                      m.kind,
                      m.presence,
                      m.damage,
                      m.machine,
                      m.unauthenticated,
                      m.session.sequence,
                      m.session.ends_session,
                      m.session.has_restart_counter,
                      m.session.restart_counter};
  };
  return whole(a) == whole(b);
}

TEST(Gtpv1Vectors, AreAllExpectedAndAllThere) {
  std::vector<std::string> there;
  for (const auto& one : vectors_of_file()) there.push_back(one.at("name"));
  std::vector<std::string> expected;
  for (const Vector& one : kVectors) expected.emplace_back(one.name);
  std::ranges::sort(there);
  std::ranges::sort(expected);
  EXPECT_EQ(there, expected);
}

TEST(Gtpv1Vectors, GiveWhatTheirElementsSay) {
  for (const auto& one : vectors_of_file()) {
    const std::string name = one.at("name");
    const auto* expected = std::ranges::find(kVectors, name, &Vector::name);
    ASSERT_NE(expected, std::end(kVectors)) << name;
    const DecodedGtpv1 decoded{from_hex(one.at("hex").get<std::string>())};
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
  for (const auto& one : vectors_of_file()) {
    const DecodedGtpv1 decoded{from_hex(one.at("hex").get<std::string>())};
    for (const auto& [field, value] : one.at("tshark_fields").items()) {
      const std::string text = value;
      const std::string where = one.at("name").get<std::string>() + " " + field;
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
  const DecodedGtpv1 decoded{from_hex(kCreatePdpContextRequest)};
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
  EXPECT_EQ(Tagger::node_of(got.session.announced[0]), from_hex("0a010101"));
  EXPECT_EQ(got.damage, MessageDamage::none);
}

TEST(Gtpv1Vectors, SayOfEveryProperPrefixThatItIsOne) {
  for (const Octets& whole : all_messages()) {
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
  for (const Octets& whole : all_messages()) {
    const DecodedGtpv1 once{whole};
    Octets padded = whole;
    padded.insert(padded.end(), 7, 0);
    EXPECT_TRUE(same(once.message, DecodedGtpv1{whole}.message));
    EXPECT_TRUE(same(once.message, DecodedGtpv1{padded}.message));
  }
}

// One octet changed to every value: never a crash, and what is given is sound.
TEST(Gtpv1Vectors, StaySoundWithAnyOctetChanged) {
  for (const Octets& whole : all_messages()) {
    for (std::size_t at = 0; at < whole.size(); ++at) {
      Octets changed = whole;
      for (unsigned value = 0; value < 256; ++value) {
        changed[at] = static_cast<std::uint8_t>(value);
        const SignallingMessage got = DecodedGtpv1{changed}.message;
        EXPECT_TRUE(got.kind != EventKind::none || got.presence == Presence::none);
        EXPECT_TRUE(got.presence != Presence::exact || is_cell(got.cell.kind()));
        EXPECT_EQ(got.imsi.present(), got.home.known());
      }
    }
  }
}

}  // namespace
}  // namespace celltally
