#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "tests/decode/gtpv1_messages.hpp"
#include "tests/decode/s1ap_decoded.hpp"
#include "tests/decode/vectors.hpp"

namespace celltally {
namespace {

using gtpv1_messages::Octets;

// What is expected of the messages of tests/data/s1ap_vectors.json, whose fields tshark 4.0.17 has
// confirmed.
struct Expected {
  std::string_view name;
  std::string_view message;
  EventKind kind;
  Presence presence;
  std::string_view named;
  std::string_view home;  // of an IMSI; empty: there is none
  Cause cause;
  bool damaged = false;  // the vector lacks a mandatory part
};

constexpr std::string_view kCell = "ecgi:208-93-1234501";
constexpr std::string_view kArea = "tai:208-93-3039";
constexpr std::string_view kBoth = "enb_ue, mme_ue";
constexpr std::string_view kUplink = "Uplink NAS Transport";
constexpr std::string_view kDownlink = "Downlink NAS Transport";

constexpr Cause emm(std::uint16_t value) {
  return {Cause::Domain::emm, value};
}
constexpr Cause s1ap(std::uint16_t value) {
  return {Cause::Domain::s1ap, value};
}

using enum EventKind;

constexpr Expected kVectors[] = {
    {"s1_ium_sr",
     "Initial UE Message",
     service_request,
     Presence::exact,
     "enb_ue given, s_tmsi, guti",
     "",
     {}},
    {"s1_ulnas_5", kUplink, detach, Presence::leaves, kBoth, "", {}, true},
    {"s1_ulnas_1234", kUplink, detach, Presence::leaves, kBoth, "", {}, true},
    {"s1_ulnas_123456", kUplink, detach, Presence::leaves, kBoth, "", {}, true},
    {"s1_honotify", "Handover Notify", handover, Presence::exact, kBoth, "", {}},
    {"s1_pathsw", "Path Switch Request", handover, Presence::exact, "enb_ue given, mme_ue", "", {}},
    {"s1_paging_imsi", "Paging", paging, Presence::none, "", "208-93", {}},
    {"s1_ctxrelcmd_pair", "UE Context Release Command", EventKind::none, Presence::none, kBoth, "",
     s1ap(2 << 8)},
    {"s1_ctxrelcmp",
     "UE Context Release Complete",
     idle,
     Presence::exact,
     "enb_ue ends, mme_ue ends",
     "",
     {}},
    {"s1_setup_macro", "S1 Setup Request", EventKind::none, Presence::none, "", "", {}},
    {"s1_setup_short", "S1 Setup Request", EventKind::none, Presence::none, "", "", {}},
    {"s1_setup_long", "S1 Setup Request", EventKind::none, Presence::none, "", "", {}},
    {"s1_icsreq",
     "Initial Context Setup Request",
     EventKind::none,
     Presence::none,
     "enb_ue, mme_ue, guti given, s_tmsi given, user_tunnel given",
     "",
     {}},
    {"s1_locrep", "Location Report", location_report, Presence::exact, kBoth, "", {}},
    {"s1_pswack",
     "Path Switch Request Acknowledge",
     EventKind::none,
     Presence::none,
     kBoth,
     "",
     {}},
    {"nas_attach_imsi", kUplink, attach, Presence::exact, kBoth, "208-93", {}},
    {"nas_attach_guti", kUplink, attach, Presence::exact, "enb_ue, mme_ue, guti", "", {}},
    {"nas_attach_acc",
     kDownlink,
     EventKind::none,
     Presence::none,
     "enb_ue, mme_ue, guti given, s_tmsi given, tmsi given",
     "",
     {}},
    {"nas_tau_req", kUplink, periodic_update, Presence::exact, "enb_ue, mme_ue, guti", "", {}},
    {"nas_detach_sw", kUplink, detach, Presence::leaves, "enb_ue, mme_ue, guti", "", {}},
    {"nas_detach_nw", kDownlink, detach, Presence::none, kBoth, "", emm(11)},
    {"nas_idresp", kUplink, location_report, Presence::exact, kBoth, "208-93", {}},
    {"nas_idresp_even", kUplink, location_report, Presence::exact, kBoth, "208-93", {}},
    {"nas_guti_realloc",
     kDownlink,
     EventKind::none,
     Presence::none,
     "enb_ue, mme_ue, guti given, s_tmsi given",
     "",
     {}},
    {"nas_smc", kDownlink, EventKind::none, Presence::none, kBoth, "", {}},
    {"nas_smcomp", kUplink, location_report, Presence::exact, kBoth, "", {}},
    {"nas_sr", kUplink, service_request, Presence::exact, kBoth, "", {}},
    {"nas_esr_mo_csfb", kUplink, call, Presence::exact, kBoth, "", {}},
    {"nas_cpsr", kUplink, service_request, Presence::exact, kBoth, "", {}},
    {"nas_attach_rej", kDownlink, EventKind::none, Presence::none, kBoth, "", emm(8)},
    {"nas_tau_rej", kDownlink, EventKind::none, Presence::none, kBoth, "", emm(9)},
};

std::vector<Vector> vectors() {
  return vectors_of("s1ap");
}

DecodedS1ap decoded_s1ap(const Octets& octets) {
  return DecodedS1ap{octets};
}

// Of TBCD in paging; otherwise a type stands before the digits.
std::string imsi_of(const SignallingMessage& message) {
  const std::string digits = digits_of(message.imsi);
  return message.type == 10 || digits.empty() ? digits : digits.substr(1);
}

TEST(S1apVectors, AreAllExpectedAndAllThere) {
  expect_names(vectors(), kVectors);
}

TEST(S1apVectors, GiveWhatTheirElementsSay) {
  for (const auto& [name, octets, fields] : vectors()) {
    const auto* expected = std::ranges::find(kVectors, name, &Expected::name);
    ASSERT_NE(expected, std::end(kVectors)) << name;
    const DecodedS1ap decoded{octets};
    ASSERT_EQ(decoded.messages, 1u) << name;
    const SignallingMessage& got = decoded.message;
    const bool placed = got.presence == Presence::exact || got.presence == Presence::leaves;
    EXPECT_EQ(s1ap_message_name(got.type), expected->message) << name;
    EXPECT_EQ(got.kind, expected->kind) << name << ": " << to_text(got.kind);
    EXPECT_EQ(got.presence, expected->presence) << name << ": " << to_text(got.presence);
    EXPECT_EQ(to_text(got.cell), placed ? kCell : "") << name;
    EXPECT_EQ(to_text(got.area), placed ? kArea : "") << name;
    EXPECT_EQ(decoded.named(), expected->named) << name;
    EXPECT_EQ(to_text(got.home), expected->home) << name;
    EXPECT_EQ(got.imsi.present(), !expected->home.empty()) << name;
    EXPECT_EQ(got.cause, expected->cause) << name;
    EXPECT_EQ(got.has_imei, name == "nas_smcomp") << name;
    EXPECT_EQ(got.machine != MachineHint::none, name == "nas_cpsr") << name;
    EXPECT_FALSE(got.unauthenticated) << name;
    EXPECT_TRUE(got.comes_once) << name;
    EXPECT_EQ(got.reset_node.known(), name.starts_with("s1_setup")) << name;
    EXPECT_EQ(got.damage, expected->damaged ? MessageDamage::bad_identity : MessageDamage::none)
        << name;
  }
}

// What a temporary identifier is built from, in the sample's numbers.
TEST(S1apVectors, NameWhatTsharkShows) {
  constexpr IpAddress kEnb = IpAddress::of(DecodedS1ap::kSource);
  constexpr IpAddress kMme = IpAddress::of(DecodedS1ap::kDestination);
  using Kind = TemporaryId::Kind;
  std::size_t compared = 0;
  for (const Vector& one : vectors()) {
    const DecodedS1ap decoded{one.octets};
    const bool up = s1ap_message_name(decoded.message.type) != "Initial Context Setup Request" &&
                    s1ap_message_name(decoded.message.type) != "UE Context Release Command" &&
                    s1ap_message_name(decoded.message.type) != "Path Switch Request Acknowledge" &&
                    s1ap_message_name(decoded.message.type) != kDownlink;
    const auto expect = [&](const TemporaryId& id, const std::string& where) {
      const bool found = std::ranges::any_of(decoded.ids, [&](const TemporaryId& each) {
        return each.kind() == id.kind() && Tagger::octets_of(each) == Tagger::octets_of(id);
      });
      EXPECT_TRUE(found) << where;
    };
    for (const auto& [field, value] : one.tshark_fields.items()) {
      const std::string text = value;
      const std::string where = one.name + " " + field;
      const IpAddress& enb = up ? kEnb : kMme;
      const IpAddress& mme = up ? kMme : kEnb;
      const auto enb_port = static_cast<std::uint16_t>(up ? 40000 : 36412);
      const auto mme_port = static_cast<std::uint16_t>(up ? 36412 : 40000);
      if (field == "s1ap.procedureCode") {
        EXPECT_EQ(std::stoi(text), decoded.message.type & 63) << where;
      } else if (field == "s1ap.ENB_UE_S1AP_ID") {
        expect(TemporaryId::at_node(Kind::enb_ue, enb, enb_port, std::stoul(text)), where);
      } else if (field == "s1ap.MME_UE_S1AP_ID") {
        expect(TemporaryId::at_node(Kind::mme_ue, mme, mme_port, std::stoul(text)), where);
      } else if (field == "s1ap.m_TMSI") {
        expect(TemporaryId::at_node(Kind::s_tmsi, mme, mme_port,
                                    std::uint64_t{0xa5} << 32 | std::stoul(text)),
               where);
      } else if (field == "nas_eps.emm.m_tmsi") {
        Octets guti = octets_from_hex("02f8398001a5");
        for (int shift = 24; shift >= 0; shift -= 8) {
          guti.push_back(static_cast<std::uint8_t>(std::stoul(text) >> shift));
        }
        expect(TemporaryId::of_octets(Kind::guti, guti), where);
      } else if (field == "s1ap.gTP_TEID") {
        expect(TemporaryId::at_node(Kind::user_tunnel, IpAddress::of(octets_from_hex("0a010203")),
                                    0, std::stoul(text, nullptr, 16)),
               where);
      } else if (field == "e212.imsi") {
        EXPECT_EQ(text, imsi_of(decoded.message)) << where;
      } else {
        continue;  // cells, areas and messages are in the table above
      }
      ++compared;
    }
  }
  EXPECT_GE(compared, 37u);
}

TEST(S1apVectors, SayOfEveryProperPrefixThatItIsOne) {
  for (const auto& [name, whole, fields] : vectors()) {
    const DecodedS1ap all{whole};
    for (std::size_t octets = 0; octets < whole.size(); ++octets) {
      const auto part = std::span{whole}.first(octets);
      EXPECT_EQ(DecodedS1ap{part}.messages, 0u) << name << ' ' << octets;
      const DecodedS1ap prefix{part, {}, true};
      ASSERT_EQ(prefix.messages, octets >= 3 ? 1u : 0u) << name << ' ' << octets;
      if (octets < 3) continue;
      EXPECT_EQ(prefix.message.damage, MessageDamage::truncated) << name << ' ' << octets;
      EXPECT_LE(prefix.ids.size(), all.ids.size());
      EXPECT_TRUE(!prefix.message.cell.known() || prefix.message.cell == all.message.cell);
      EXPECT_TRUE(!prefix.message.imsi.present() || all.message.imsi.present());
    }
  }
}

TEST(S1apVectors, GiveTheSameFromTheSameBytesAndIgnoreWhatFollows) {
  expect_same_again(vectors(), decoded_s1ap);
}

TEST(S1apVectors, StaySoundWithAnyOctetChanged) {
  expect_sound_with_any_octet_changed(vectors(), decoded_s1ap);
}

}  // namespace
}  // namespace celltally
