#pragma once

#include <cstdint>
#include <optional>

#include "decode/aper_pdu.hpp"
#include "decode/byte_cursor.hpp"
#include "vocabulary/cause.hpp"

namespace celltally {

// The information elements of NGAP that are read (TS 38.413 9.4.7); all others are skipped.
enum class NgapElement : std::uint16_t {
  amf_ue_ngap_id = 10,
  cause = 15,
  eutra_cgi = 25,
  five_g_s_tmsi = 26,
  masked_imeisv = 34,
  nas_pdu = 38,
  new_amf_ue_ngap_id = 40,
  sessions_to_modify = 64,              // PDUSessionResourceModifyListModReq
  sessions_to_set_up_in_context = 71,   // PDUSessionResourceSetupListCxtReq
  sessions_to_set_up_in_handover = 73,  // PDUSessionResourceSetupListHOReq
  sessions_to_set_up = 74,              // PDUSessionResourceSetupListSUReq
  sessions_switched = 77,               // PDUSessionResourceSwitchedList
  ran_ue_ngap_id = 85,
  reset_type = 88,
  source_amf_ue_ngap_id = 100,
  target_id = 105,
  ue_ngap_ids = 114,
  user_location = 121,
  ul_ngu_up_tnl_information = 139,  // these two in the transfer of a session
  ul_ngu_up_tnl_modify_list = 140,
  handover_flag = 143,
  ue_retention = 147,
  nb_iot_ue_priority = 210,
  ul_cp_security = 211,
  tai = 213,
  ce_mode_b_support = 224,
  lte_m = 225,
  edt_session = 227,
  red_cap = 333,
};

// The values of a message's elements, where they stand; empty when there is no such. Of elements
// with one number the first counts. Borrows.
struct NgapElements {
  ByteCursor amf_ue;
  ByteCursor new_amf_ue;
  ByteCursor source_amf_ue;
  ByteCursor ran_ue;
  ByteCursor ue_ids;
  ByteCursor s_tmsi;
  ByteCursor masked_imeisv;
  ByteCursor nas;
  ByteCursor sessions;
  ByteCursor location;
  ByteCursor eutra_cgi;
  ByteCursor tai;
  ByteCursor target;
  ByteCursor cause;
  ByteCursor reset_type;
  NgapElement sessions_list = NgapElement::sessions_to_set_up;  // which list `sessions` is
  bool ue_retention = false;
  bool handover = false;  // it is sent because the device leaves by a handover
  bool machine = false;   // an element that only NB-IoT, LTE-M and RedCap devices make come
  bool broken = false;    // there is, or should be, more than could be read
};

NgapElements read_ngap_elements(const AperPdu& pdu) noexcept;

// AMF-UE-NGAP-ID of 40 bits (9.3.3.1), RAN-UE-NGAP-ID of 32 (9.3.3.2); takes their octets.
std::optional<std::uint64_t> read_amf_ue_ngap_id(ByteCursor& bytes) noexcept;
std::optional<std::uint64_t> read_ran_ue_ngap_id(ByteCursor& bytes) noexcept;

// Cause (9.3.1.2): its group, in the order of the CHOICE, and the value in it, those of later
// releases counted on. Not known() when it is too short, or of another group.
Cause read_ngap_cause(ByteCursor value) noexcept;

// Deregistration, in the group of NAS.
inline constexpr Cause kNgapDeregister{Cause::Domain::ngap, 2 << 8 | 2};

}  // namespace celltally
