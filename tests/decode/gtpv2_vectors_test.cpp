#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include "tests/decode/gtp_decoded.hpp"
#include "tests/decode/tac_digits.hpp"
#include "tests/decode/vectors.hpp"

namespace celltally {
namespace {

using Octets = std::vector<std::uint8_t>;

// What is expected of the messages of tests/data/gtp_vectors.json that are GTPv2, whose fields
// tshark 4.0.17 has confirmed.
struct Expected {
  std::string_view name;
  EventKind kind;
  Presence presence;
  std::string_view cell;
  std::string_view area;
  std::string_view home;
  int announced;  // in the message
};

using enum EventKind;
using P = Presence;

constexpr std::string_view kEcgi = "ecgi:208-93-1234501";
constexpr std::string_view kTai = "tai:208-93-3039";

constexpr Expected kVectors[] = {
    {"g2_csreq", attach, P::exact, kEcgi, kTai, "208-93", 1},
    {"g2_csresp", none, P::none, "", "", "", 2},
    {"g2_uli_cgi", location_report, P::exact, "cgi:208-93-0101-0202", "", "", 0},
    {"g2_uli_sai", location_report, P::exact, "sai:208-93-0303-0404", "", "", 0},
    {"g2_uli_tai", location_report, P::area, "", kTai, "", 0},
    {"g2_uli_ecgi", location_report, P::exact, kEcgi, "", "", 0},
    {"g2_uli_sai_rai", location_report, P::exact, "sai:208-93-0303-0404", "rai:208-93-0303-06", "",
     0},
    {"g2_uli_lai", location_report, P::area, "", "lai:208-93-0707", "", 0},
    {"g2_uli_tai_menb", location_report, P::area, "enb:208-93-12345", kTai, "", 0},
    {"g2_uli_xmenb", location_report, P::area, "enb:208-93-112345", "", "", 0},
    {"g2_rab", idle, P::none, "", "", "", 0},
    {"g2_ddn", paging, P::none, "", "", "208-93", 0},
    {"g2_ctxreq", area_update, P::none, "", "", "", 1},
    {"g2_ctxresp", none, P::none, "", "", "208-93", 1},
    {"g2_echo", none, P::none, "", "", "", 0},
    {"g2_mnc3", location_report, P::exact, "ecgi:310-410-1234501", "tai:310-410-3039", "", 0},
    {"g2_imsi15_us", location_report, P::none, "", "", "310-410", 0},
    {"g2_fteid46", location_report, P::none, "", "", "", 2},
    {"g2_ulits", location_report, P::none, "", "", "", 0},
    {"g2_fwdrelreq", handover_prepare, P::intended, "enb:208-93-12345", kTai, "208-93", 2},
    {"g2_ind_uimsi", attach, P::none, "", "", "208-93", 0},
    {"g2_twan", attach, P::exact, "wifi:00-11-22-33-44-55", "", "208-93", 0},
    {"g2_emerg_noimsi", attach, P::exact, kEcgi, kTai, "", 0},
    {"g2_detnotif", none, P::none, "", "", "", 0},  // a local detach
};

std::vector<Vector> vectors() {
  return vectors_of("gtp", "g2_");
}

DecodedGtpv2 decoded_gtpv2(const Octets& octets) {
  return DecodedGtpv2{octets};
}

TEST(Gtpv2Vectors, AreAllExpectedAndAllThere) {
  expect_names(vectors(), kVectors);
}

TEST(Gtpv2Vectors, GiveWhatTheirElementsSay) {
  for (const auto& [name, octets, fields] : vectors()) {
    const auto* expected = std::ranges::find(kVectors, name, &Expected::name);
    ASSERT_NE(expected, std::end(kVectors)) << name;
    const DecodedGtpv2 decoded{octets};
    ASSERT_EQ(decoded.outcome, PacketOutcome::signalling) << name;
    ASSERT_EQ(decoded.messages, 1u) << name;
    const SignallingMessage& got = decoded.message;
    EXPECT_EQ(got.kind, expected->kind) << name << ": " << to_text(got.kind);
    EXPECT_EQ(got.presence, expected->presence) << name << ": " << to_text(got.presence);
    EXPECT_EQ(to_text(got.cell), expected->cell) << name;
    EXPECT_EQ(to_text(got.area), expected->area) << name;
    EXPECT_EQ(to_text(got.home), expected->home) << name;
    const int added = got.session.at_source == SessionReferences::kNone ? 0 : 1;
    EXPECT_EQ(got.session.announced_count - added, expected->announced) << name;
    EXPECT_EQ(got.damage, MessageDamage::none) << name;
    EXPECT_EQ(got.unauthenticated, name == "g2_ind_uimsi" || name == "g2_emerg_noimsi") << name;
  }
}

// What tshark says in `field`, as our message says it; "?" when nothing of ours says it.
std::string said_by_us(const std::string& field, const SignallingMessage& m) {
  const auto hex = [](std::uint64_t value, int digits) {
    char text[20];
    (void)std::snprintf(text, sizeof text, "0x%0*llx", digits,
                        static_cast<unsigned long long>(value));
    return std::string{text};
  };
  const auto flag = [](bool set) { return std::string{set ? "1" : "0"}; };
  if (field == "gtpv2.message_type") return std::to_string(m.type);
  if (field == "e212.imsi") return digits_of(m.imsi);
  if (field == "e164.msisdn") return digits_of(m.msisdn);
  if (field == "gtpv2.mei") return digits_of(m.tac);
  if (field == "gtpv2.uli_tai_flg") return flag(m.area.kind() == PlaceKind::tai);
  if (field == "gtpv2.uli_ecgi_flg") return flag(m.cell.kind() == PlaceKind::ecgi);
  if (field == "gtpv2.tai_tac") return hex(m.area.id(), 4);
  if (field == "gtpv2.ecgi_eci") return std::to_string(m.cell.id());
  if (field == "gtpv2.teid") return hex(Tagger::teid_of(m.session.receiver), 8);
  if (field == "gtpv2.seq") return hex(m.session.sequence, 6);
  if (field == "gtpv2.cause") return std::to_string(m.cause.value);
  if (field == "e212.tai.mcc") return std::to_string(m.area.plmn().mcc());
  if (field == "e212.tai.mnc") return to_text(m.area.plmn()).substr(4);
  if (field == "e212.ecgi.mnc") return to_text(m.cell.plmn()).substr(4);
  if (field == "gtpv2.f_teid_gre_key") return hex(Tagger::teid_of(m.session.announced[0]), 8);
  return "?";
}

TEST(Gtpv2Vectors, AgreeWithTshark) {
  std::size_t compared = 0;
  for (const Vector& one : vectors()) {
    const DecodedGtpv2 decoded{one.octets};
    for (const auto& [field, value] : one.tshark_fields.items()) {
      const std::string ours = said_by_us(field, decoded.message);
      if (ours == "?") continue;  // the ULI's flags, RAT, APN and addresses: not in a message
      // tshark lists all of a field: the first is the message's own. Of an IMEI ours is the type.
      const std::string text = value.get<std::string>();
      const std::size_t end = field == "gtpv2.mei" ? 8 : text.find(',');
      EXPECT_EQ(ours, text.substr(0, end)) << one.name << ' ' << field;
      ++compared;
    }
  }
  EXPECT_EQ(compared, 34u);
}

// Also under the address sanitizer: the payload is a heap buffer of exactly its size.
TEST(Gtpv2Vectors, SayOfEveryProperPrefixThatItIsOne) {
  for (const auto& [name, whole, fields] : vectors()) {
    const SignallingMessage all = DecodedGtpv2{whole}.message;
    for (std::size_t octets = 0; octets < whole.size(); ++octets) {
      const DecodedGtpv2 prefix{std::span{whole}.first(octets)};
      if (prefix.outcome == PacketOutcome::truncated_gtp_header) {
        EXPECT_EQ(prefix.messages, 0u);
        continue;
      }
      EXPECT_EQ(prefix.outcome, PacketOutcome::signalling);
      EXPECT_EQ(prefix.message.damage, MessageDamage::truncated) << octets;
      EXPECT_LE(prefix.message.imsi.present(), all.imsi.present());
      EXPECT_LE(prefix.message.unauthenticated, all.unauthenticated);
      EXPECT_LE(prefix.message.session.announced_count, all.session.announced_count);
      EXPECT_TRUE(!prefix.message.cell.known() || prefix.message.cell == all.cell);
      EXPECT_TRUE(prefix.message.presence != P::exact || all.presence == P::exact);
    }
  }
}

TEST(Gtpv2Vectors, GiveTheSameFromTheSameBytesAndIgnoreWhatFollows) {
  expect_same_again(vectors(), decoded_gtpv2);
}

TEST(Gtpv2Vectors, StaySoundWithAnyOctetChanged) {
  expect_sound_with_any_octet_changed(vectors(), decoded_gtpv2);
}

}  // namespace
}  // namespace celltally
