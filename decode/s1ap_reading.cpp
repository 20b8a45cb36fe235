#include "decode/s1ap_reading.hpp"

#include "decode/identity_digits.hpp"
#include "decode/s1ap_element.hpp"
#include "decode/tmsi_in_area.hpp"

namespace celltally {
namespace {

void put_place(Place read, Place& place, SignallingMessage& message) noexcept {
  if (!read.known()) [[unlikely]]
    return message.note(MessageDamage::bad_location);
  if (!place.known()) place = read;
}

[[gnu::noinline]] void put_location(const Location& location, SignallingMessage& message) noexcept {
  if (location.damaged) message.note(MessageDamage::bad_location);
  if (!message.cell.known()) message.cell = location.cell;
  if (!message.area.known()) message.area = location.area;
}

void put_ue_id(ByteCursor value, S1apUeId& id, SignallingMessage& message) noexcept {
  id = read_s1ap_ue_id(value);
  if (!id.known()) [[unlikely]]
    message.note(MessageDamage::bad_identity);
}

// S-TMSI (9.2.3.6), the MME code of which begins in the middle of an octet.
void put_s_tmsi(std::uint32_t mme_code, ByteCursor m_tmsi, SignallingMessage& message,
                S1apReading& reading) noexcept {
  if (!m_tmsi.has(4)) return message.note(MessageDamage::bad_identity);
  if (is_nobodys_tmsi(ByteCursor{m_tmsi}.u32())) return;
  reading.mme_code = static_cast<std::uint8_t>(mme_code);
  reading.m_tmsi = m_tmsi.bytes(4);
}

// UE Paging Identity (9.2.3.13).
void read_paging_id(ByteCursor value, SignallingMessage& message, S1apReading& reading) noexcept {
  const std::uint32_t first = value.u8();
  if ((first & 0x80) != 0) return;
  if ((first & 0x40) == 0) {
    const std::uint32_t second = value.u8();
    return put_s_tmsi((first & 15) << 4 | second >> 4, value, message, reading);
  }
  if (message.imsi.present()) return;
  const auto digits = value.bytes((first >> 3 & 7) + 3);
  message.imsi = tbcd_identity(SubscriberId::Kind::imsi, digits);
  if (message.imsi.present()) {
    message.home = home_of_tbcd_imsi(digits);
  } else {
    message.note(MessageDamage::bad_identity);
  }
}

void read_gummei(ByteCursor value, S1apReading& reading) noexcept {
  value.skip(1);
  ByteCursor plmn = value;
  if (value.has(6) && read_plmn(plmn).known()) reading.gummei = value.bytes(6);
}

void read_bearers(S1apBearers::List list, ByteCursor value, S1apReading& reading) noexcept {
  reading.bearers = value;
  reading.bearer_list = list;
}

// Apart from the few that nearly every message has.
[[gnu::noinline]] void read_other(const AperElement& element, SignallingMessage& message,
                                  S1apReading& reading) noexcept {
  ByteCursor value = element.value;
  switch (static_cast<S1apElement>(element.id)) {
    case S1apElement::cause:
      if (!message.cause.known()) message.cause = read_s1ap_cause(value);
      return;
    case S1apElement::target_id: return put_location(read_s1ap_target(value), message);
    case S1apElement::bearers_to_set_up:
      return read_bearers(S1apBearers::List::of_setup, value, reading);
    case S1apElement::bearers_of_context:
      return read_bearers(S1apBearers::List::of_context, value, reading);
    case S1apElement::bearers_of_handover:
    case S1apElement::bearers_switched:
      return read_bearers(S1apBearers::List::of_handover, value, reading);
    case S1apElement::ue_paging_id: return read_paging_id(value, message, reading);
    case S1apElement::reset_type: reading.reset = read_s1ap_reset(value); return;
    case S1apElement::ue_ids: {
      const S1apUeIdPair ids = read_s1ap_ue_ids(value);
      if (!ids.mme.known()) message.note(MessageDamage::bad_identity);
      reading.mme_ue = ids.mme;
      reading.enb_ue = ids.enb;
      return;
    }
    case S1apElement::source_mme_ue_id:
    case S1apElement::mme_ue_id_2: return put_ue_id(value, reading.mme_ue, message);
    case S1apElement::user_location: return put_location(read_s1ap_user_location(value), message);
    case S1apElement::ue_retention: reading.keeps_contexts = true; return;
    case S1apElement::handover_flag: reading.leaving_cell = true; return;
    case S1apElement::masked_imeisv:
      if (!message.has_imei) message.tac = tac_of_masked_imeisv(value);
      return;
    case S1apElement::lte_m: message.machine = MachineHint::network; return;
    default: return;
  }
}

// mo-Exception-Data, which only NB-IoT has (9.2.1.3a; TS 36.331 6.7.2).
bool is_of_nb_iot(ByteCursor rrc_cause) noexcept {
  return rrc_cause.u8() == 0x82;
}

}  // namespace

void read_s1ap_elements(const AperPdu& pdu, SignallingMessage& message,
                        S1apReading& reading) noexcept {
  AperElements elements{pdu.elements, pdu.count};
  for (AperElement element; elements.next(element);) {
    switch (static_cast<S1apElement>(element.id)) {
      case S1apElement::mme_ue_id: put_ue_id(element.value, reading.mme_ue, message); break;
      case S1apElement::enb_ue_id: put_ue_id(element.value, reading.enb_ue, message); break;
      case S1apElement::nas_pdu: {
        bool cut = false;
        reading.nas = read_aper_string(element.value, cut);
        if (cut) message.note(MessageDamage::truncated);
        break;
      }
      case S1apElement::cell:
        put_place(read_s1ap_cell(element.value), message.cell, message);
        break;
      case S1apElement::tai: put_place(read_s1ap_tai(element.value), message.area, message); break;
      case S1apElement::s_tmsi: {
        const std::uint32_t code = element.value.u16();
        put_s_tmsi(code >> 6 & 0xff, element.value, message, reading);
        break;
      }
      case S1apElement::gummei: read_gummei(element.value, reading); break;
      case S1apElement::rrc_cause:
        if (is_of_nb_iot(element.value)) message.machine = MachineHint::network;
        break;
      default: read_other(element, message, reading);
    }
  }
  if (elements.broken() || pdu.cut) message.note(MessageDamage::truncated);
}

}  // namespace celltally
