#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "tests/decode/gtpv1_messages.hpp"
#include "tests/decode/s1ap_decoded.hpp"

namespace celltally {
namespace {

using gtpv1_messages::from_hex;
using gtpv1_messages::Octets;

// What is expected of the messages of tests/data/s1ap_vectors.json, whose fields tshark 4.0.17 has
// confirmed.
struct Vector {
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

constexpr Vector kVectors[] = {
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

nlohmann::json vectors_of_file() {
  std::ifstream file{CELLTALLY_SOURCE_DIR "/tests/data/s1ap_vectors.json"};
  return nlohmann::json::parse(file);
}

Octets octets_of(const nlohmann::json& one) {
  return from_hex(one.at("hex").get<std::string>());
}

// Of a mobile identity or TBCD, as the message tells.
std::string digits_of(const SignallingMessage& message) {
  std::string digits;
  for (const unsigned octet : Tagger::octets_of(message.imsi)) {
    for (const unsigned digit : {octet & 15u, octet >> 4}) {
      if (digit < 10) digits += static_cast<char>('0' + digit);
    }
  }
  const bool tbcd = message.type == 10;  // paging; otherwise a type stands before the digits
  return tbcd || digits.empty() ? digits : digits.substr(1);
}

TEST(S1apVectors, AreAllExpectedAndAllThere) {
  std::vector<std::string> there;
  for (const auto& one : vectors_of_file()) there.push_back(one.at("name"));
  std::vector<std::string> expected;
  for (const Vector& one : kVectors) expected.emplace_back(one.name);
  std::ranges::sort(there);
  std::ranges::sort(expected);
  EXPECT_EQ(there, expected);
}

TEST(S1apVectors, GiveWhatTheirElementsSay) {
  for (const auto& one : vectors_of_file()) {
    const std::string name = one.at("name");
    const auto* expected = std::ranges::find(kVectors, name, &Vector::name);
    ASSERT_NE(expected, std::end(kVectors)) << name;
    const DecodedS1ap decoded{octets_of(one)};
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
    EXPECT_EQ(got.machine, name == "nas_cpsr") << name;
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
  for (const auto& one : vectors_of_file()) {
    const DecodedS1ap decoded{octets_of(one)};
    const bool up = s1ap_message_name(decoded.message.type) != "Initial Context Setup Request" &&
                    s1ap_message_name(decoded.message.type) != "UE Context Release Command" &&
                    s1ap_message_name(decoded.message.type) != "Path Switch Request Acknowledge" &&
                    s1ap_message_name(decoded.message.type) != kDownlink;
    const auto expect = [&](const TemporaryId& id, const std::string& where) {
      const bool found = std::ranges::any_of(decoded.names, [&](const TemporaryId& each) {
        return each.kind() == id.kind() && Tagger::octets_of(each) == Tagger::octets_of(id);
      });
      EXPECT_TRUE(found) << where;
    };
    for (const auto& [field, value] : one.at("tshark_fields").items()) {
      const std::string text = value;
      const std::string where = one.at("name").get<std::string>() + " " + field;
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
        Octets guti = from_hex("02f8398001a5");
        for (int shift = 24; shift >= 0; shift -= 8) {
          guti.push_back(static_cast<std::uint8_t>(std::stoul(text) >> shift));
        }
        expect(TemporaryId::of_octets(Kind::guti, guti), where);
      } else if (field == "s1ap.gTP_TEID") {
        expect(TemporaryId::at_node(Kind::user_tunnel, IpAddress::of(from_hex("0a010203")), 0,
                                    std::stoul(text, nullptr, 16)),
               where);
      } else if (field == "e212.imsi") {
        EXPECT_EQ(text, digits_of(decoded.message)) << where;
      } else {
        continue;  // cells, areas and messages are in the table above
      }
      ++compared;
    }
  }
  EXPECT_GE(compared, 37u);
}

TEST(S1apVectors, SayOfEveryProperPrefixThatItIsOne) {
  for (const auto& one : vectors_of_file()) {
    const Octets whole = octets_of(one);
    const DecodedS1ap all{whole};
    for (std::size_t octets = 0; octets < whole.size(); ++octets) {
      const auto part = std::span{whole}.first(octets);
      EXPECT_EQ(DecodedS1ap{part}.messages, 0u) << one.at("name") << ' ' << octets;
      const DecodedS1ap prefix{part, {}, true};
      ASSERT_EQ(prefix.messages, octets >= 3 ? 1u : 0u) << one.at("name") << ' ' << octets;
      if (octets < 3) continue;
      EXPECT_EQ(prefix.message.damage, MessageDamage::truncated) << one.at("name") << ' ' << octets;
      EXPECT_LE(prefix.names.size(), all.names.size());
      EXPECT_TRUE(!prefix.message.cell.known() || prefix.message.cell == all.message.cell);
      EXPECT_TRUE(!prefix.message.imsi.present() || all.message.imsi.present());
    }
  }
}

TEST(S1apVectors, GiveTheSameFromTheSameBytesAndIgnoreWhatFollows) {
  for (const auto& one : vectors_of_file()) {
    const Octets whole = octets_of(one);
    Octets padded = whole;
    padded.insert(padded.end(), 7, 0);
    EXPECT_EQ(DecodedS1ap{whole}.whole(), DecodedS1ap{whole}.whole());
    EXPECT_EQ(DecodedS1ap{whole}.whole(), DecodedS1ap{padded}.whole());
  }
}

// One octet changed to every value: never a crash, and what is given is sound.
TEST(S1apVectors, StaySoundWithAnyOctetChanged) {
  for (const auto& one : vectors_of_file()) {
    const Octets whole = octets_of(one);
    for (std::size_t at = 0; at < whole.size(); ++at) {
      Octets changed = whole;
      for (unsigned value = 0; value < 256; value += at < 4 ? 1 : 3) {
        changed[at] = static_cast<std::uint8_t>(value);
        const SignallingMessage got = DecodedS1ap{changed}.message;
        EXPECT_TRUE(got.kind != EventKind::none || got.presence == Presence::none);
        EXPECT_TRUE(got.presence != Presence::exact || is_cell(got.cell.kind()));
        EXPECT_EQ(got.imsi.present(), got.home.known());
      }
    }
  }
}

}  // namespace
}  // namespace celltally
