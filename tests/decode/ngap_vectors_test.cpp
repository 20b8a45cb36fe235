#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "tests/decode/ngap_decoded.hpp"
#include "tests/decode/vectors.hpp"

namespace celltally {
namespace {

using Way = DecodedNgap::Way;

// What is expected of the messages of tests/data/ngap_vectors.json, whose fields tshark 4.0.17 has
// confirmed. The file says how each is called; those whose name begins with made_ come from
// simulate/, are there for tests of all of them, and for comparison with tshark.
struct Expected {
  std::string_view name;
  std::string_view message;
  EventKind kind;
  Presence presence;
  std::string_view cell;
  std::string_view named;  // temporary identifiers
  bool imsi = false;
  bool imei = false;
};

constexpr std::string_view kNr = "ncgi:208-93-123456789";
constexpr std::string_view kBoth = "ran_ue, amf_ue";
constexpr auto kReport = EventKind::location_report;

constexpr Expected kVectors[] = {
    {"ng_ium_sr", "InitialUEMessage", EventKind::service_request, Presence::exact, kNr,
     "ran_ue given, s_tmsi_5g"},
    {"ng_ulnas_1234", "UplinkNASTransport", kReport, Presence::exact, kNr, kBoth},
    {"ng_ulnas_12345678", "UplinkNASTransport", kReport, Presence::exact, kNr, kBoth},
    {"ng_uli_eutra", "LocationReport", kReport, Presence::exact, "ecgi:208-93-1234501", kBoth},
    {"ng_uli_n3iwf", "UplinkNASTransport", EventKind::none, Presence::none, "", kBoth},
    {"ng_pathsw", "PathSwitchRequest", EventKind::handover, Presence::exact, kNr,
     "ran_ue given, amf_ue"},
    {"ng_paging", "Paging", EventKind::paging, Presence::none, "", ""},
    {"ng_ctxrel_amf", "UEContextReleaseCommand", EventKind::none, Presence::none, "", "amf_ue"},
    {"ng_ctxrelcmp", "UEContextReleaseComplete", EventKind::idle, Presence::exact, kNr,
     "ran_ue ends, amf_ue ends"},
    {"ng_setup32", "NGSetupRequest", EventKind::none, Presence::none, "", ""},
    {"ng_rrcinactive", "RRCInactiveTransitionReport", kReport, Presence::exact, kNr, kBoth},
    {"nas5_reg_suci_null", "UplinkNASTransport", EventKind::attach, Presence::exact, kNr, kBoth,
     true},
    {"nas5_reg_suci_A", "UplinkNASTransport", EventKind::attach, Presence::exact, kNr, kBoth},
    {"nas5_reg_guti", "UplinkNASTransport", EventKind::area_update, Presence::exact, kNr,
     "ran_ue, amf_ue, guti"},
    {"nas5_sr", "UplinkNASTransport", EventKind::service_request, Presence::exact, kNr,
     "ran_ue, amf_ue, s_tmsi_5g"},
    {"nas5_idresp_suci", "UplinkNASTransport", kReport, Presence::exact, kNr, kBoth, true},
    {"nas5_idresp_imeisv", "UplinkNASTransport", kReport, Presence::exact, kNr, kBoth, false, true},
    {"nas5_cuc", "DownlinkNASTransport", EventKind::none, Presence::none, "",
     "ran_ue, amf_ue, guti given, s_tmsi_5g given"},
    {"nas5_smc", "DownlinkNASTransport", EventKind::none, Presence::none, "", kBoth},
};

std::vector<Vector> vectors() {
  return vectors_of("ngap");
}

DecodedNgap decoded_ngap(const std::vector<std::uint8_t>& octets) {
  return DecodedNgap{octets};
}

TEST(NgapVectors, GiveWhatTheirElementsSay) {
  std::size_t seen = 0;
  for (const auto& [name, octets, fields] : vectors()) {
    if (name.starts_with("made_")) continue;
    const auto* expected = std::ranges::find(kVectors, name, &Expected::name);
    ASSERT_NE(expected, std::end(kVectors)) << name;
    ++seen;
    const DecodedNgap decoded{octets};
    const SignallingMessage& got = decoded.message;
    ASSERT_EQ(decoded.messages, 1u) << name;
    EXPECT_EQ(ngap_message_name(got.type), expected->message) << name;
    EXPECT_EQ(got.kind, expected->kind) << name << ": " << to_text(got.kind);
    EXPECT_EQ(got.presence, expected->presence) << name << ": " << to_text(got.presence);
    EXPECT_EQ(to_text(got.cell), expected->cell) << name;
    EXPECT_EQ(to_text(got.area), expected->cell.empty() ? "" : "tai:208-93-003039") << name;
    EXPECT_EQ(decoded.named(), expected->named) << name;
    EXPECT_EQ(got.imsi.present(), expected->imsi) << name;
    EXPECT_EQ(got.has_imei, expected->imei) << name;
    EXPECT_EQ(got.damage, MessageDamage::none) << name;
  }
  EXPECT_EQ(seen, std::size(kVectors));
}

// A prefix is refused, or damaged; it names nothing that the whole does not.
TEST(NgapVectors, SayOfEveryProperPrefixThatItIsOne) {
  for (const auto& [name, whole, fields] : vectors()) {
    const DecodedNgap all{whole};
    const auto names = described(all.ids);
    for (std::size_t octets = 0; octets < whole.size(); ++octets) {
      const auto part = std::span{whole}.first(octets);
      EXPECT_FALSE((DecodedNgap{part}.read)) << octets;
      const DecodedNgap cut{part, Way::uplink, DecodedNgap::kAmfPort, true};
      if (!cut.read) continue;
      const SignallingMessage& got = cut.message;
      EXPECT_EQ(got.damage, MessageDamage::truncated) << octets;
      for (const std::string& id : described(cut.ids)) EXPECT_TRUE(std::ranges::count(names, id));
      EXPECT_TRUE(!got.imsi.present() || all.message.imsi.present());
      EXPECT_TRUE(!got.cell.known() || got.cell == all.message.cell);
      EXPECT_FALSE(got.reset_node.known());
    }
  }
}

TEST(NgapVectors, GiveTheSameFromTheSameBytesAndIgnoreWhatFollows) {
  expect_same_again(vectors(), decoded_ngap);
}

TEST(NgapVectors, StaySoundWithAnyOctetChanged) {
  expect_sound_with_any_octet_changed(vectors(), decoded_ngap);
}

}  // namespace
}  // namespace celltally
