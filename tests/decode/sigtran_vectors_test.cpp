#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "decode/bssap.hpp"
#include "decode/ranap.hpp"
#include "decode/sccp.hpp"
#include "tests/decode/sigtran_decoded.hpp"

namespace celltally {
namespace {

constexpr bool kUnauthenticated = true;

// What is expected of the messages of tests/data/sigtran_vectors.json, whose fields tshark 4.0.17
// has confirmed; those of RUA are for the comparison with tshark alone. Those named s_a are of the
// A interface, s_iu of Iu; those with sua in their name are SUA, the others M3UA.
struct Vector {
  std::string_view name;
  std::string_view message;
  EventKind kind;
  Presence presence;
  std::string_view cell;
  std::string_view area;
  std::uint16_t cause;  // 0: none
  std::string_view ids;
  std::string_view names;
  bool unauthenticated = false;
};

constexpr Vector kVectors[] = {
    {"s_cl3_lu_tmsi", "Complete Layer 3 Information", EventKind::area_update, Presence::exact,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "", "sccp_connection given,tmsi"},
    {"s_cl3_cm", "Complete Layer 3 Information", EventKind::call, Presence::exact,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "", "sccp_connection given,tmsi"},
    {"s_cl3_imsidet", "Complete Layer 3 Information", EventKind::detach, Presence::leaves,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "imsi", "sccp_connection given"},
    {"s_dt1_idresp", "Identity Response", EventKind::none, Presence::none, "", "", 0, "imsi",
     "sccp_connection"},
    {"s_ranap_ium_ps", "Initial UE Message", EventKind::service_request, Presence::exact,
     "sai:208-93-0303-0404", "rai:208-93-0303-06", 0, "", "sccp_connection given,p_tmsi"},
    {"s_ranap_ium_cs", "Initial UE Message", EventKind::area_update, Presence::exact,
     "sai:208-93-0303-0404", "lai:208-93-0303", 0, "imsi", "sccp_connection given"},
    {"s_ranap_locrep", "Location Report", EventKind::location_report, Presence::exact,
     "sai:208-93-0303-0404", "", 0, "", "sccp_connection given"},
    {"s_sua_ranap", "Initial UE Message", EventKind::service_request, Presence::exact,
     "sai:208-93-0303-0404", "rai:208-93-0303-06", 0, "", "sccp_connection given,p_tmsi"},
    {"s_a_lu_normal", "Complete Layer 3 Information", EventKind::area_update, Presence::exact,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "", "sccp_connection given,tmsi"},
    {"s_a_lu_attach_imsi", "Complete Layer 3 Information", EventKind::attach, Presence::exact,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "imsi", "sccp_connection given"},
    {"s_a_lu_periodic", "Complete Layer 3 Information", EventKind::periodic_update, Presence::exact,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "", "sccp_connection given,tmsi"},
    {"s_a_cc", "Connection Confirm", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection,sccp_connection given"},
    {"s_a_cm_mo_sms", "Complete Layer 3 Information", EventKind::text, Presence::exact,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "", "sccp_connection given,tmsi"},
    {"s_a_cm_emergency_imei", "Complete Layer 3 Information", EventKind::call, Presence::exact,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "imei", "sccp_connection given",
     kUnauthenticated},
    {"s_a_cm_ss", "Complete Layer 3 Information", EventKind::service_request, Presence::exact,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "imsi", "sccp_connection given"},
    {"s_a_pag_resp", "Complete Layer 3 Information", EventKind::service_request, Presence::exact,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "", "sccp_connection given,tmsi"},
    {"s_a_cm_reest", "Complete Layer 3 Information", EventKind::service_request, Presence::exact,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "", "sccp_connection given,tmsi"},
    {"s_a_lac_ci", "Complete Layer 3 Information", EventKind::service_request, Presence::none, "",
     "", 0, "", "sccp_connection given"},
    {"s_a_lu_accept", "Location Updating Accept", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection,tmsi given"},
    {"s_a_lu_reject", "Location Updating Reject", EventKind::none, Presence::none, "", "", 13, "",
     "sccp_connection"},
    {"s_a_tmsi_realloc", "TMSI Reallocation Command", EventKind::none, Presence::none, "", "", 0,
     "", "sccp_connection,tmsi given"},
    {"s_a_id_resp_imeisv", "Identity Response", EventKind::none, Presence::none, "", "", 0, "imei",
     "sccp_connection"},
    {"s_a_common_id", "Common ID", EventKind::none, Presence::none, "", "", 0, "imsi",
     "sccp_connection"},
    {"s_a_cipher_complete", "Cipher Mode Complete", EventKind::none, Presence::none, "", "", 0,
     "imei", "sccp_connection"},
    {"s_a_clear_command", "Clear Command", EventKind::idle, Presence::none, "", "", 9, "",
     "sccp_connection"},
    {"s_a_clear_complete", "Clear Complete", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection"},
    {"s_a_clear_request", "Clear Request", EventKind::none, Presence::none, "", "", 1, "",
     "sccp_connection"},
    {"s_a_ho_required", "Handover Required", EventKind::handover_prepare, Presence::intended,
     "cgi:208-93-0101-0303", "", 12, "", "sccp_connection"},
    {"s_a_ho_required_two", "Handover Required", EventKind::handover_prepare, Presence::none, "",
     "", 12, "", "sccp_connection"},
    {"s_a_ho_request", "Handover Request", EventKind::handover_prepare, Presence::intended,
     "cgi:208-93-0101-0303", "", 12, "", "sccp_connection given"},
    {"s_a_ho_complete", "Handover Complete", EventKind::handover, Presence::none, "", "", 0, "",
     "sccp_connection"},
    {"s_a_ho_performed", "Handover Performed", EventKind::handover, Presence::exact,
     "cgi:208-93-0101-0303", "lai:208-93-0101", 15, "", "sccp_connection"},
    {"s_a_paging", "Paging", EventKind::paging, Presence::none, "", "", 0, "imsi", "tmsi"},
    {"s_a_reset", "Reset", EventKind::none, Presence::none, "", "", 32, "", ""},
    {"s_a_cc_setup", "Setup", EventKind::none, Presence::none, "", "", 0, "", "sccp_connection"},
    {"s_a_cp_data", "CP-DATA", EventKind::none, Presence::none, "", "", 0, "", "sccp_connection"},
    {"s_a_rlsd", "Released", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection ends,sccp_connection ends"},
    {"s_a_rlc", "Release Complete", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection ends,sccp_connection ends"},
    {"s_a_cref", "Connection Refused", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection ends"},
    {"s_iu_attach", "Initial UE Message", EventKind::attach, Presence::exact,
     "sai:208-93-0303-0404", "rai:208-93-0303-06", 0, "imsi", "sccp_connection given"},
    {"s_iu_attach_ptmsi", "Initial UE Message", EventKind::attach, Presence::exact,
     "sai:208-93-0303-0404", "rai:208-93-0303-06", 0, "", "sccp_connection given,p_tmsi"},
    {"s_iu_rau", "Initial UE Message", EventKind::area_update, Presence::exact,
     "sai:208-93-0303-0404", "rai:208-93-0303-06", 0, "", "sccp_connection given,p_tmsi"},
    {"s_iu_rau_periodic", "Initial UE Message", EventKind::periodic_update, Presence::exact,
     "sai:208-93-0303-0404", "rai:208-93-0303-06", 0, "", "sccp_connection given,p_tmsi"},
    {"s_iu_service", "Initial UE Message", EventKind::service_request, Presence::exact,
     "sai:208-93-0303-0404", "rai:208-93-0303-06", 0, "", "sccp_connection given,p_tmsi"},
    {"s_iu_detach", "Initial UE Message", EventKind::detach, Presence::leaves,
     "sai:208-93-0303-0404", "rai:208-93-0303-06", 0, "", "sccp_connection given,p_tmsi"},
    {"s_iu_lu", "Initial UE Message", EventKind::area_update, Presence::exact,
     "sai:208-93-0303-0404", "lai:208-93-0303", 0, "", "sccp_connection given,tmsi"},
    {"s_iu_cc", "Connection Confirm", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection,sccp_connection given"},
    {"s_iu_common_id", "Common ID", EventKind::none, Presence::none, "", "", 0, "imsi",
     "sccp_connection"},
    {"s_iu_dt_accept", "Direct Transfer", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection,p_tmsi given"},
    {"s_iu_dt_rau_accept", "Direct Transfer", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection,p_tmsi given"},
    {"s_iu_dt_realloc", "Direct Transfer", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection,p_tmsi given"},
    {"s_iu_dt_reject", "Direct Transfer", EventKind::none, Presence::none, "", "", 7, "",
     "sccp_connection"},
    {"s_iu_dt_up", "Direct Transfer", EventKind::location_report, Presence::exact,
     "sai:208-93-0303-0404", "rai:208-93-0303-06", 0, "imsi", "sccp_connection"},
    {"s_iu_dt_auth", "Direct Transfer", EventKind::location_report, Presence::exact,
     "sai:208-93-0303-0404", "rai:208-93-0303-06", 0, "imei", "sccp_connection"},
    {"s_iu_locrep", "Location Report", EventKind::location_report, Presence::exact,
     "sai:208-93-0303-0404", "", 37, "", "sccp_connection"},
    {"s_iu_release", "Iu Release Command", EventKind::idle, Presence::none, "", "", 83, "",
     "sccp_connection"},
    {"s_iu_release_11", "Iu Release Command", EventKind::idle, Presence::none, "", "", 11, "",
     "sccp_connection"},
    {"s_iu_release_ext", "Iu Release Command", EventKind::idle, Presence::none, "", "", 258, "",
     "sccp_connection"},
    {"s_iu_release_complete", "Iu Release Complete", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection"},
    {"s_iu_release_request", "Iu Release Request", EventKind::none, Presence::none, "", "", 16, "",
     "sccp_connection"},
    {"s_iu_reloc_required", "Relocation Required", EventKind::handover_prepare, Presence::intended,
     "", "lai:208-93-0707", 6, "", "sccp_connection"},
    {"s_iu_reloc_required_2g", "Relocation Required", EventKind::handover_prepare,
     Presence::intended, "cgi:208-93-0707-0708", "", 6, "", "sccp_connection"},
    {"s_iu_reloc_request", "Relocation Request", EventKind::handover_prepare, Presence::none, "",
     "", 6, "imsi", "sccp_connection given"},
    {"s_iu_reloc_complete", "Relocation Complete", EventKind::handover, Presence::none, "", "", 0,
     "", "sccp_connection"},
    {"s_iu_paging_cs", "Paging", EventKind::paging, Presence::none, "", "", 0, "imsi", "tmsi"},
    {"s_iu_paging_ps", "Paging", EventKind::paging, Presence::none, "", "", 0, "imsi", "p_tmsi"},
    {"s_iu_paging_ludt", "Paging", EventKind::paging, Presence::none, "", "", 0, "imsi", ""},
    {"s_iu_rab_assignment_response", "RAB Assignment Response", EventKind::none, Presence::none, "",
     "", 0, "", "sccp_connection"},
    {"s_iu_dt2", "Common ID", EventKind::none, Presence::none, "", "", 0, "imsi",
     "sccp_connection"},
    {"s_iu_reset", "Reset", EventKind::none, Presence::none, "", "", 117, "", ""},
    {"s_sua_core", "Initial UE Message", EventKind::call, Presence::exact, "sai:208-93-0303-0404",
     "lai:208-93-0303", 0, "", "sccp_connection given,tmsi"},
    {"s_sua_coak", "Connection Confirm", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection,sccp_connection given"},
    {"s_sua_codt", "Common ID", EventKind::none, Presence::none, "", "", 0, "imsi",
     "sccp_connection"},
    {"s_sua_relre", "Released", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection ends,sccp_connection ends"},
    {"s_sua_cldt", "Paging", EventKind::paging, Presence::none, "", "", 0, "imsi", ""},
};

nlohmann::json vectors_of_file() {
  std::ifstream file{CELLTALLY_SOURCE_DIR "/tests/data/sigtran_vectors.json"};
  nlohmann::json ours = nlohmann::json::array();
  for (const auto& one : nlohmann::json::parse(file)) {
    if (!one.at("name").get<std::string>().starts_with("s_rua")) ours.push_back(one);
  }
  return ours;
}

// One vector, as it came and read.
struct Decoded {
  explicit Decoded(const nlohmann::json& vector)
      : name(vector.at("name")), octets(from_hex_text(vector.at("hex").get<std::string>())) {
    read = take(octets);
  }
  std::optional<bool> take(const Octets& bytes, bool cut = false) {
    const bool sua = name.find("sua") != std::string::npos;
    return sua ? tap.sua(bytes, cut) : tap.m3ua(bytes, cut);
  }

  std::string name;
  Octets octets;
  SigtranTap tap;
  std::optional<bool> read;
};

std::string_view name_of(const SignallingMessage& message) {
  switch (message.protocol) {
    case Protocol::ranap: return ranap_message_name(message.type);
    case Protocol::bssap: return bssap_message_name(message.type);
    default: return sccp_message_name(message.type);
  }
}

std::string ids_of(const SignallingMessage& message) {
  return message.imsi.present() ? "imsi" : message.has_imei ? "imei" : "";
}

std::string text_of(const nlohmann::json& fields, std::string_view name) {
  return fields.contains(name) ? fields.at(std::string{name}).get<std::string>() : std::string{};
}

// Everything that a message holds, wherever its bytes are.
auto whole(const SigtranTap& tap) {
  const SignallingMessage& m = tap.message;
  std::vector<std::vector<std::uint8_t>> octets{Tagger::octets_of(m.imsi)};
  for (const TemporaryId& id : tap.ids) octets.push_back(Tagger::octets_of(id));
  return std::tuple{octets,     m.tac.value, m.has_imei,       tap.names(), m.cell,
                    m.area,     m.home,      m.cause,          m.type,      m.kind,
                    m.presence, m.protocol,  m.unauthenticated};
}

TEST(SigtranVectors, AreAllExpectedAndAllThere) {
  std::vector<std::string> there;
  for (const auto& one : vectors_of_file()) there.push_back(one.at("name"));
  std::vector<std::string> expected;
  for (const Vector& one : kVectors) expected.emplace_back(one.name);
  std::ranges::sort(there);
  std::ranges::sort(expected);
  EXPECT_EQ(there, expected);
}

TEST(SigtranVectors, GiveWhatTheirElementsSay) {
  for (const auto& one : vectors_of_file()) {
    const Decoded decoded{one};
    const auto* expected = std::ranges::find(kVectors, decoded.name, &Vector::name);
    ASSERT_NE(expected, std::end(kVectors)) << decoded.name;
    ASSERT_EQ(decoded.read, true) << decoded.name;
    ASSERT_EQ(decoded.tap.messages, 1u) << decoded.name;
    const SignallingMessage& got = decoded.tap.message;
    EXPECT_EQ(name_of(got), expected->message) << decoded.name;
    EXPECT_EQ(got.kind, expected->kind) << decoded.name << ": " << to_text(got.kind);
    EXPECT_EQ(got.presence, expected->presence) << decoded.name << ": " << to_text(got.presence);
    EXPECT_EQ(to_text(got.cell), expected->cell) << decoded.name;
    EXPECT_EQ(to_text(got.area), expected->area) << decoded.name;
    EXPECT_EQ(got.cause.value, expected->cause) << decoded.name;
    EXPECT_EQ(ids_of(got), expected->ids) << decoded.name;
    EXPECT_EQ(decoded.tap.all_names(), expected->names) << decoded.name;
    EXPECT_EQ(got.unauthenticated, expected->unauthenticated) << decoded.name;
    EXPECT_EQ(got.imsi.present(), got.home.known()) << decoded.name;
    EXPECT_EQ(got.damage, MessageDamage::none) << decoded.name;
    EXPECT_TRUE(got.comes_once) << decoded.name;
  }
}

TEST(SigtranVectors, AgreeWithTshark) {
  for (const auto& one : vectors_of_file()) {
    const Decoded decoded{one};
    const auto& fields = one.at("tshark_fields");
    const SignallingMessage& got = decoded.tap.message;
    if (const auto imsi = text_of(fields, "e212.imsi"); !imsi.empty()) {
      // The first octet of a mobile identity has the type beside the first digit.
      const std::string digits = digits_of(got.imsi);
      EXPECT_TRUE(digits == imsi || digits.ends_with(imsi.substr(1))) << decoded.name;
    }
    if (const auto procedure = text_of(fields, "ranap.procedureCode"); !procedure.empty()) {
      EXPECT_EQ(std::to_string(got.type & 0x3f), procedure) << decoded.name;
      EXPECT_EQ(got.protocol, Protocol::ranap) << decoded.name;
    }
    if (const auto type = text_of(fields, "gsm_a.bssmap.msgtype"); !type.empty()) {
      EXPECT_EQ(std::to_string(got.type), std::to_string(std::stoi(type, nullptr, 16)));
      EXPECT_EQ(got.protocol, Protocol::bssap) << decoded.name;
    }
    for (const std::string_view cause :
         {"ranap.radioNetwork", "ranap.radioNetworkExtension", "ranap.nAS", "gsm_a.dtap.rej_cause",
          "gsm_a.gm.gmm.cause"}) {
      const auto value = text_of(fields, cause);
      if (value.empty()) continue;
      EXPECT_EQ(std::to_string(got.cause.value), value) << decoded.name;
    }
  }
}

// A prefix says what the capture holds of the message, or nothing; never more, and never a lie.
TEST(SigtranVectors, SayNoMoreInAPrefixThanInAll) {
  for (const auto& one : vectors_of_file()) {
    Decoded decoded{one};
    const SignallingMessage all = decoded.tap.message;
    const std::vector<std::string> names = decoded.tap.names();
    for (std::size_t octets = 0; octets < decoded.octets.size(); ++octets) {
      const Octets prefix(decoded.octets.begin(),
                          decoded.octets.begin() + static_cast<std::ptrdiff_t>(octets));
      for (const bool cut : {false, true}) {
        decoded.take(prefix, cut);
        EXPECT_LE(decoded.tap.messages, 1u);
        if (decoded.tap.messages == 0) continue;
        const SignallingMessage& got = decoded.tap.message;
        EXPECT_TRUE(!got.imsi.present() || all.imsi.present()) << decoded.name << " " << octets;
        EXPECT_TRUE(!got.cell.known() || got.cell == all.cell) << decoded.name << " " << octets;
        EXPECT_LE(decoded.tap.names().size(), names.size()) << decoded.name << " " << octets;
      }
    }
  }
}

TEST(SigtranVectors, GiveTheSameFromTheSameBytes) {
  for (const auto& one : vectors_of_file()) {
    Decoded decoded{one};
    const auto once = whole(decoded.tap);
    decoded.take(decoded.octets);
    EXPECT_EQ(once, whole(decoded.tap)) << decoded.name;
  }
}

// One octet changed to every value: never a crash, and what is given is sound.
TEST(SigtranVectors, StaySoundWithAnyOctetChanged) {
  for (const auto& one : vectors_of_file()) {
    Decoded decoded{one};
    for (std::size_t at = 0; at < decoded.octets.size(); ++at) {
      Octets changed = decoded.octets;
      for (std::size_t value = 0; value < 256; value += at % 3 + 1) {
        changed[at] = static_cast<std::uint8_t>(value);
        decoded.take(changed);
        const SignallingMessage& got = decoded.tap.message;
        EXPECT_TRUE(got.kind != EventKind::none || got.presence == Presence::none);
        EXPECT_TRUE(got.presence != Presence::exact || is_cell(got.cell.kind()));
        EXPECT_EQ(got.imsi.present(), got.home.known());
      }
    }
  }
}

}  // namespace
}  // namespace celltally
