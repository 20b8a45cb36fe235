#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "decode/bssap.hpp"
#include "decode/ranap.hpp"
#include "decode/sccp.hpp"
#include "tests/decode/sigtran_decoded.hpp"
#include "tests/decode/vectors.hpp"

namespace celltally {
namespace {

constexpr bool kUnauthenticated = true;

// What is expected of the messages of tests/data/sigtran_vectors.json, whose fields tshark 4.0.17
// has confirmed; those of RUA are for the comparison with tshark alone. Those named s_a are of the
// A interface, s_iu of Iu; those with sua in their name are SUA, the others M3UA.
struct Expected {
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

constexpr Expected kVectors[] = {
    {"s_cl3_lu_tmsi", "Complete Layer 3 Information", EventKind::area_update, Presence::exact,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "", "sccp_connection given, tmsi"},
    {"s_cl3_cm", "Complete Layer 3 Information", EventKind::call, Presence::exact,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "", "sccp_connection given, tmsi"},
    {"s_cl3_imsidet", "Complete Layer 3 Information", EventKind::detach, Presence::leaves,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "imsi", "sccp_connection given"},
    {"s_dt1_idresp", "Identity Response", EventKind::none, Presence::none, "", "", 0, "imsi",
     "sccp_connection"},
    {"s_ranap_ium_ps", "Initial UE Message", EventKind::service_request, Presence::exact,
     "sai:208-93-0303-0404", "rai:208-93-0303-06", 0, "", "sccp_connection given, p_tmsi"},
    {"s_ranap_ium_cs", "Initial UE Message", EventKind::area_update, Presence::exact,
     "sai:208-93-0303-0404", "lai:208-93-0303", 0, "imsi", "sccp_connection given"},
    {"s_ranap_locrep", "Location Report", EventKind::location_report, Presence::exact,
     "sai:208-93-0303-0404", "", 0, "", "sccp_connection given"},
    {"s_sua_ranap", "Initial UE Message", EventKind::service_request, Presence::exact,
     "sai:208-93-0303-0404", "rai:208-93-0303-06", 0, "", "sccp_connection given, p_tmsi"},
    {"s_a_lu_normal", "Complete Layer 3 Information", EventKind::area_update, Presence::exact,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "", "sccp_connection given, tmsi"},
    {"s_a_lu_attach_imsi", "Complete Layer 3 Information", EventKind::attach, Presence::exact,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "imsi", "sccp_connection given"},
    {"s_a_lu_periodic", "Complete Layer 3 Information", EventKind::periodic_update, Presence::exact,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "", "sccp_connection given, tmsi"},
    {"s_a_cc", "Connection Confirm", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection, sccp_connection given"},
    {"s_a_cm_mo_sms", "Complete Layer 3 Information", EventKind::text, Presence::exact,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "", "sccp_connection given, tmsi"},
    {"s_a_cm_emergency_imei", "Complete Layer 3 Information", EventKind::call, Presence::exact,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "imei", "sccp_connection given",
     kUnauthenticated},
    {"s_a_cm_ss", "Complete Layer 3 Information", EventKind::service_request, Presence::exact,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "imsi", "sccp_connection given"},
    {"s_a_pag_resp", "Complete Layer 3 Information", EventKind::service_request, Presence::exact,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "", "sccp_connection given, tmsi"},
    {"s_a_cm_reest", "Complete Layer 3 Information", EventKind::service_request, Presence::exact,
     "cgi:208-93-0101-0202", "lai:208-93-0101", 0, "", "sccp_connection given, tmsi"},
    {"s_a_lac_ci", "Complete Layer 3 Information", EventKind::service_request, Presence::none, "",
     "", 0, "", "sccp_connection given"},
    {"s_a_lu_accept", "Location Updating Accept", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection, tmsi given"},
    {"s_a_lu_reject", "Location Updating Reject", EventKind::none, Presence::none, "", "", 13, "",
     "sccp_connection"},
    {"s_a_tmsi_realloc", "TMSI Reallocation Command", EventKind::none, Presence::none, "", "", 0,
     "", "sccp_connection, tmsi given"},
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
     "sccp_connection ends, sccp_connection ends"},
    {"s_a_rlc", "Release Complete", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection ends, sccp_connection ends"},
    {"s_a_cref", "Connection Refused", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection ends"},
    {"s_iu_attach", "Initial UE Message", EventKind::attach, Presence::exact,
     "sai:208-93-0303-0404", "rai:208-93-0303-06", 0, "imsi", "sccp_connection given"},
    {"s_iu_attach_ptmsi", "Initial UE Message", EventKind::attach, Presence::exact,
     "sai:208-93-0303-0404", "rai:208-93-0303-06", 0, "", "sccp_connection given, p_tmsi"},
    {"s_iu_rau", "Initial UE Message", EventKind::area_update, Presence::exact,
     "sai:208-93-0303-0404", "rai:208-93-0303-06", 0, "", "sccp_connection given, p_tmsi"},
    {"s_iu_rau_periodic", "Initial UE Message", EventKind::periodic_update, Presence::exact,
     "sai:208-93-0303-0404", "rai:208-93-0303-06", 0, "", "sccp_connection given, p_tmsi"},
    {"s_iu_service", "Initial UE Message", EventKind::service_request, Presence::exact,
     "sai:208-93-0303-0404", "rai:208-93-0303-06", 0, "", "sccp_connection given, p_tmsi"},
    {"s_iu_detach", "Initial UE Message", EventKind::detach, Presence::leaves,
     "sai:208-93-0303-0404", "rai:208-93-0303-06", 0, "", "sccp_connection given, p_tmsi"},
    {"s_iu_lu", "Initial UE Message", EventKind::area_update, Presence::exact,
     "sai:208-93-0303-0404", "lai:208-93-0303", 0, "", "sccp_connection given, tmsi"},
    {"s_iu_cc", "Connection Confirm", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection, sccp_connection given"},
    {"s_iu_common_id", "Common ID", EventKind::none, Presence::none, "", "", 0, "imsi",
     "sccp_connection"},
    {"s_iu_dt_accept", "Direct Transfer", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection, p_tmsi given"},
    {"s_iu_dt_rau_accept", "Direct Transfer", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection, p_tmsi given"},
    {"s_iu_dt_realloc", "Direct Transfer", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection, p_tmsi given"},
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
     "lai:208-93-0303", 0, "", "sccp_connection given, tmsi"},
    {"s_sua_coak", "Connection Confirm", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection, sccp_connection given"},
    {"s_sua_codt", "Common ID", EventKind::none, Presence::none, "", "", 0, "imsi",
     "sccp_connection"},
    {"s_sua_relre", "Released", EventKind::none, Presence::none, "", "", 0, "",
     "sccp_connection ends, sccp_connection ends"},
    {"s_sua_cldt", "Paging", EventKind::paging, Presence::none, "", "", 0, "imsi", ""},
};

std::vector<Vector> vectors() {
  std::vector<Vector> all = vectors_of("sigtran");
  std::erase_if(all, [](const Vector& one) { return one.name.starts_with("s_rua"); });
  return all;
}

std::optional<bool> take(SigtranTap& tap, const Vector& vector,
                         std::span<const std::uint8_t> octets, bool cut = false) {
  const bool sua = vector.name.find("sua") != std::string::npos;
  return sua ? tap.sua(octets, cut) : tap.m3ua(octets, cut);
}

// Octets as they come on one and the same transport.
template <typename Expect>
void for_each_on_its_transport(Expect expect) {
  for (const Vector& one : vectors()) {
    SigtranTap tap;
    expect(std::vector{one}, [&](const Octets& octets) -> const SigtranTap& {
      take(tap, one, octets);
      return tap;
    });
  }
}

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

TEST(SigtranVectors, AreAllExpectedAndAllThere) {
  expect_names(vectors(), kVectors);
}

TEST(SigtranVectors, GiveWhatTheirElementsSay) {
  for (const Vector& one : vectors()) {
    const auto* expected = std::ranges::find(kVectors, one.name, &Expected::name);
    ASSERT_NE(expected, std::end(kVectors)) << one.name;
    SigtranTap tap;
    ASSERT_EQ(take(tap, one, one.octets), true) << one.name;
    ASSERT_EQ(tap.messages, 1u) << one.name;
    const SignallingMessage& got = tap.message;
    EXPECT_EQ(name_of(got), expected->message) << one.name;
    EXPECT_EQ(got.kind, expected->kind) << one.name << ": " << to_text(got.kind);
    EXPECT_EQ(got.presence, expected->presence) << one.name << ": " << to_text(got.presence);
    EXPECT_EQ(to_text(got.cell), expected->cell) << one.name;
    EXPECT_EQ(to_text(got.area), expected->area) << one.name;
    EXPECT_EQ(got.cause.value, expected->cause) << one.name;
    EXPECT_EQ(ids_of(got), expected->ids) << one.name;
    EXPECT_EQ(tap.named(), expected->names) << one.name;
    EXPECT_EQ(got.unauthenticated, expected->unauthenticated) << one.name;
    EXPECT_EQ(got.imsi.present(), got.home.known()) << one.name;
    EXPECT_EQ(got.damage, MessageDamage::none) << one.name;
    EXPECT_TRUE(got.comes_once) << one.name;
  }
}

TEST(SigtranVectors, AgreeWithTshark) {
  for (const Vector& one : vectors()) {
    SigtranTap tap;
    take(tap, one, one.octets);
    const auto& fields = one.tshark_fields;
    const SignallingMessage& got = tap.message;
    if (const auto imsi = text_of(fields, "e212.imsi"); !imsi.empty()) {
      // The first octet of a mobile identity has the type beside the first digit.
      const std::string digits = digits_of(got.imsi);
      EXPECT_TRUE(digits == imsi || digits.ends_with(imsi.substr(1))) << one.name;
    }
    if (const auto procedure = text_of(fields, "ranap.procedureCode"); !procedure.empty()) {
      EXPECT_EQ(std::to_string(got.type & 0x3f), procedure) << one.name;
      EXPECT_EQ(got.protocol, Protocol::ranap) << one.name;
    }
    if (const auto type = text_of(fields, "gsm_a.bssmap.msgtype"); !type.empty()) {
      EXPECT_EQ(std::to_string(got.type), std::to_string(std::stoi(type, nullptr, 16)));
      EXPECT_EQ(got.protocol, Protocol::bssap) << one.name;
    }
    for (const std::string_view cause :
         {"ranap.radioNetwork", "ranap.radioNetworkExtension", "ranap.nAS", "gsm_a.dtap.rej_cause",
          "gsm_a.gm.gmm.cause"}) {
      const auto value = text_of(fields, cause);
      if (value.empty()) continue;
      EXPECT_EQ(std::to_string(got.cause.value), value) << one.name;
    }
  }
}

// A prefix says what the capture holds of the message, or nothing; never more, and never a lie.
TEST(SigtranVectors, SayNoMoreInAPrefixThanInAll) {
  for (const Vector& one : vectors()) {
    SigtranTap tap;
    take(tap, one, one.octets);
    const SignallingMessage all = tap.message;
    const std::size_t names = tap.ids.size();
    for (std::size_t octets = 0; octets < one.octets.size(); ++octets) {
      for (const bool cut : {false, true}) {
        take(tap, one, std::span{one.octets}.first(octets), cut);
        EXPECT_LE(tap.messages, 1u);
        if (tap.messages == 0) continue;
        EXPECT_TRUE(!tap.message.imsi.present() || all.imsi.present()) << one.name << " " << octets;
        EXPECT_TRUE(!tap.message.cell.known() || tap.message.cell == all.cell)
            << one.name << " " << octets;
        EXPECT_LE(tap.ids.size(), names) << one.name << " " << octets;
      }
    }
  }
}

TEST(SigtranVectors, GiveTheSameFromTheSameBytesAndIgnoreWhatFollows) {
  for_each_on_its_transport(
      [](const auto& vector, auto decoded) { expect_same_again(vector, decoded); });
}

TEST(SigtranVectors, StaySoundWithAnyOctetChanged) {
  for_each_on_its_transport([](const auto& vector, auto decoded) {
    expect_sound_with_any_octet_changed(vector, decoded);
  });
}

}  // namespace
}  // namespace celltally
