#include "decode/ngap_elements.hpp"

#include <array>
#include <cstddef>

namespace celltally {
namespace {

void take(ByteCursor& first, ByteCursor value) noexcept {
  if (first.empty()) first = value;
}

void take_sessions(NgapElement list, ByteCursor value, NgapElements& elements) noexcept {
  if (!elements.sessions.empty()) return;
  elements.sessions = value;
  elements.sessions_list = list;
}

void take_element(NgapElement id, ByteCursor value, NgapElements& elements) noexcept {
  switch (id) {
    case NgapElement::amf_ue_ngap_id: return take(elements.amf_ue, value);
    case NgapElement::new_amf_ue_ngap_id: return take(elements.new_amf_ue, value);
    case NgapElement::source_amf_ue_ngap_id: return take(elements.source_amf_ue, value);
    case NgapElement::ran_ue_ngap_id: return take(elements.ran_ue, value);
    case NgapElement::ue_ngap_ids: return take(elements.ue_ids, value);
    case NgapElement::five_g_s_tmsi: return take(elements.s_tmsi, value);
    case NgapElement::masked_imeisv: return take(elements.masked_imeisv, value);
    case NgapElement::nas_pdu: return take(elements.nas, value);
    case NgapElement::user_location: return take(elements.location, value);
    case NgapElement::eutra_cgi: return take(elements.eutra_cgi, value);
    case NgapElement::tai: return take(elements.tai, value);
    case NgapElement::target_id: return take(elements.target, value);
    case NgapElement::cause: return take(elements.cause, value);
    case NgapElement::reset_type: return take(elements.reset_type, value);
    case NgapElement::sessions_to_modify:
    case NgapElement::sessions_to_set_up_in_context:
    case NgapElement::sessions_to_set_up_in_handover:
    case NgapElement::sessions_to_set_up:
    case NgapElement::sessions_switched: return take_sessions(id, value, elements);
    case NgapElement::handover_flag: elements.handover = true; return;
    case NgapElement::ue_retention: elements.ue_retention = true; return;
    case NgapElement::nb_iot_ue_priority:
    case NgapElement::ul_cp_security:
    case NgapElement::ce_mode_b_support:
    case NgapElement::lte_m:
    case NgapElement::edt_session:
    case NgapElement::red_cap: elements.machine = true; return;
    case NgapElement::ul_ngu_up_tnl_information:  // of a session, not of a message
    case NgapElement::ul_ngu_up_tnl_modify_list: return;
  }
}

std::optional<std::uint64_t> read_id(ByteCursor& bytes, int shift, int bits,
                                     std::size_t octets_max) noexcept {
  const std::size_t before = bytes.size();
  const std::uint64_t id = read_aper_number(bytes, shift, bits);
  if (!bytes.ok() || before - bytes.size() > octets_max + 1) return {};
  return id;
}

}  // namespace

NgapElements read_ngap_elements(const AperPdu& pdu) noexcept {
  NgapElements found;
  AperElements elements{pdu.elements, pdu.count};
  for (AperElement element; elements.next(element);) {
    take_element(static_cast<NgapElement>(element.id), element.value, found);
  }
  found.broken = elements.broken() || pdu.cut;
  return found;
}

std::optional<std::uint64_t> read_amf_ue_ngap_id(ByteCursor& bytes) noexcept {
  return read_id(bytes, 5, 3, 5);
}

std::optional<std::uint64_t> read_ran_ue_ngap_id(ByteCursor& bytes) noexcept {
  return read_id(bytes, 6, 2, 4);
}

Cause read_ngap_cause(ByteCursor value) noexcept {
  struct Group {
    int bits;    // of a value of the first release
    int values;  // of them
  };
  // radioNetwork, transport, nas, protocol, misc
  constexpr std::array<Group, 5> kGroups{{{6, 45}, {1, 2}, {2, 4}, {3, 7}, {3, 6}}};
  // Three bits of group, one that says whether the value is one of a later release; then the value,
  // or a bit 0 and six bits of it.
  const bool second = value.has(2);
  const std::uint32_t bits = std::uint32_t{value.u8()} << 8 | (second ? value.u8() : 0u);
  const std::size_t group = bits >> 13;
  if (!value.ok() || group >= kGroups.size()) return {};
  const bool later = (bits & 0x1000) != 0;
  if ((later || kGroups[group].bits > 4) && !second) return {};
  if (later && (bits & 0x0800) != 0) return {};
  const int width = later ? 7 : kGroups[group].bits;
  const std::uint32_t mask = (1u << width) - 1;
  const std::uint32_t number = (bits >> (12 - width) & mask) +
                               (later ? static_cast<std::uint32_t>(kGroups[group].values) : 0);
  return {Cause::Domain::ngap, static_cast<std::uint16_t>(group << 8 | number)};
}

}  // namespace celltally
