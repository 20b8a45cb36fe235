#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include "decode/ngap.hpp"
#include "tests/decode/gtpv1_messages.hpp"
#include "tests/decode/ngap_decoded.hpp"

namespace celltally {
namespace {

using gtpv1_messages::from_hex;
using gtpv1_messages::Octets;
using Way = DecodedNgap::Way;

// What is expected of the messages of tests/data/ngap_vectors.json, whose fields tshark 4.0.17 has
// confirmed. The file says how each is called; those whose name begins with made_ come from
// simulate/, are there for tests of all of them, and for comparison with tshark.
struct Vector {
  std::string_view name;
  std::string_view message;
  EventKind kind;
  Presence presence;
  std::string_view cell;
  std::string_view names;  // kinds of temporary identifiers
  bool imsi = false;
  bool imei = false;
};

constexpr std::string_view kNr = "ncgi:208-93-123456789";
constexpr std::string_view kBoth = "ran_ue amf_ue";
constexpr auto kReport = EventKind::location_report;

constexpr Vector kVectors[] = {
    {"ng_ium_sr", "InitialUEMessage", EventKind::service_request, Presence::exact, kNr,
     "ran_ue s_tmsi_5g"},
    {"ng_ulnas_1234", "UplinkNASTransport", kReport, Presence::exact, kNr, kBoth},
    {"ng_ulnas_12345678", "UplinkNASTransport", kReport, Presence::exact, kNr, kBoth},
    {"ng_uli_eutra", "LocationReport", kReport, Presence::exact, "ecgi:208-93-1234501", kBoth},
    {"ng_uli_n3iwf", "UplinkNASTransport", EventKind::none, Presence::none, "", kBoth},
    {"ng_pathsw", "PathSwitchRequest", EventKind::handover, Presence::exact, kNr, kBoth},
    {"ng_paging", "Paging", EventKind::paging, Presence::none, "", ""},
    {"ng_ctxrel_amf", "UEContextReleaseCommand", EventKind::none, Presence::none, "", "amf_ue"},
    {"ng_ctxrelcmp", "UEContextReleaseComplete", EventKind::idle, Presence::exact, kNr, kBoth},
    {"ng_setup32", "NGSetupRequest", EventKind::none, Presence::none, "", ""},
    {"ng_rrcinactive", "RRCInactiveTransitionReport", kReport, Presence::exact, kNr, kBoth},
    {"nas5_reg_suci_null", "UplinkNASTransport", EventKind::attach, Presence::exact, kNr, kBoth,
     true},
    {"nas5_reg_suci_A", "UplinkNASTransport", EventKind::attach, Presence::exact, kNr, kBoth},
    {"nas5_reg_guti", "UplinkNASTransport", EventKind::area_update, Presence::exact, kNr,
     "ran_ue amf_ue guti"},
    {"nas5_sr", "UplinkNASTransport", EventKind::service_request, Presence::exact, kNr,
     "ran_ue amf_ue s_tmsi_5g"},
    {"nas5_idresp_suci", "UplinkNASTransport", kReport, Presence::exact, kNr, kBoth, true},
    {"nas5_idresp_imeisv", "UplinkNASTransport", kReport, Presence::exact, kNr, kBoth, false, true},
    {"nas5_cuc", "DownlinkNASTransport", EventKind::none, Presence::none, "",
     "ran_ue amf_ue guti s_tmsi_5g"},
    {"nas5_smc", "DownlinkNASTransport", EventKind::none, Presence::none, "", kBoth},
};

nlohmann::json vectors_of_file() {
  std::ifstream file{CELLTALLY_SOURCE_DIR "/tests/data/ngap_vectors.json"};
  return nlohmann::json::parse(file);
}

std::string kinds_of(const std::vector<TemporaryId>& ids) {
  std::string kinds;
  for (const TemporaryId& id : ids) {
    kinds += (kinds.empty() ? "" : " ") + std::string{to_text(id.kind())};
  }
  return kinds;
}

std::vector<Octets> all_messages() {
  std::vector<Octets> messages;
  for (const auto& one : vectors_of_file()) {
    messages.push_back(from_hex(one.at("hex").get<std::string>()));
  }
  return messages;
}

// Everything that a message holds, wherever its bytes are.
auto whole_of(const DecodedNgap& decoded) {
  const SignallingMessage& m = decoded.message;
  return std::tuple{decoded.messages,
                    Tagger::octets_of(m.imsi),
                    m.tac.value,
                    m.has_imei,
                    described(decoded.ids),
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
                    m.reset_port};
}

TEST(NgapVectors, GiveWhatTheirElementsSay) {
  std::size_t seen = 0;
  for (const auto& one : vectors_of_file()) {
    const std::string name = one.at("name");
    if (name.starts_with("made_")) continue;
    const auto* expected = std::ranges::find(kVectors, name, &Vector::name);
    ASSERT_NE(expected, std::end(kVectors)) << name;
    ++seen;
    const DecodedNgap decoded{from_hex(one.at("hex").get<std::string>())};
    const SignallingMessage& got = decoded.message;
    ASSERT_EQ(decoded.messages, 1u) << name;
    EXPECT_EQ(ngap_message_name(got.type), expected->message) << name;
    EXPECT_EQ(got.kind, expected->kind) << name << ": " << to_text(got.kind);
    EXPECT_EQ(got.presence, expected->presence) << name << ": " << to_text(got.presence);
    EXPECT_EQ(to_text(got.cell), expected->cell) << name;
    EXPECT_EQ(to_text(got.area), expected->cell.empty() ? "" : "tai:208-93-003039") << name;
    EXPECT_EQ(kinds_of(decoded.ids), expected->names) << name;
    EXPECT_EQ(got.imsi.present(), expected->imsi) << name;
    EXPECT_EQ(got.has_imei, expected->imei) << name;
    EXPECT_EQ(got.damage, MessageDamage::none) << name;
  }
  EXPECT_EQ(seen, std::size(kVectors));
}

// A prefix is refused, or damaged; it names nothing that the whole does not.
TEST(NgapVectors, SayOfEveryProperPrefixThatItIsOne) {
  for (const Octets& whole : all_messages()) {
    const DecodedNgap all{whole};
    const auto names = described(all.ids);
    for (std::size_t octets = 0; octets < whole.size(); ++octets) {
      const auto part = std::span{whole}.first(octets);
      EXPECT_FALSE((DecodedNgap{part}.decoded)) << octets;
      const DecodedNgap cut{part, Way::uplink, DecodedNgap::kAmfPort, true};
      if (!cut.decoded) continue;
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
  for (const Octets& whole : all_messages()) {
    const DecodedNgap once{whole};
    Octets padded = whole;
    padded.insert(padded.end(), 7, 0);
    EXPECT_TRUE(whole_of(once) == whole_of(DecodedNgap{whole}));
    EXPECT_TRUE(whole_of(once) == whole_of(DecodedNgap{padded}));
  }
}

// One octet changed to every value: never a crash, and what is given is sound.
TEST(NgapVectors, StaySoundWithAnyOctetChanged) {
  for (const Octets& whole : all_messages()) {
    for (std::size_t at = 0; at < whole.size(); ++at) {
      Octets changed = whole;
      for (unsigned value = 0; value < 256; ++value) {
        changed[at] = static_cast<std::uint8_t>(value);
        const DecodedNgap decoded{changed};
        const SignallingMessage& got = decoded.message;
        EXPECT_TRUE(got.kind != EventKind::none || got.presence == Presence::none);
        EXPECT_TRUE(got.presence != Presence::exact || is_cell(got.cell.kind()));
        EXPECT_TRUE(!got.imsi.present() || got.home.known());
        EXPECT_LE(decoded.ids.size(), MessageBurst::kTemporaryIdsPerMessageMax);
      }
    }
  }
}

}  // namespace
}  // namespace celltally
