#include "decode/sgsap.hpp"

#include <span>

#include "decode/byte_cursor.hpp"
#include "decode/gsm_area.hpp"
#include "decode/identity_digits.hpp"
#include "decode/mobile_identity.hpp"
#include "decode/sgsap_message_type.hpp"
#include "decode/tmsi_in_area.hpp"

namespace celltally {
namespace {

using Bytes = std::span<const std::uint8_t>;

// Those that are read (TS 29.118 table 9.3.1).
enum class Element : std::uint8_t {
  imsi = 0x01,
  tmsi = 0x03,
  location_area = 0x04,
  sgs_cause = 0x08,
  eps_location_update_type = 0x0a,
  mobile_identity = 0x0e,
  reject_cause = 0x0f,
  detach_from_non_eps = 0x11,
  imeisv = 0x15,
  service_indicator = 0x20,
  tracking_area = 0x23,
  eutran_cell = 0x24,
};

// What only makes sense together with other elements.
struct Remarks {
  Place location_area;  // the first one: the second of a location update is the old one (8.11)
  Place tracking_area;
  std::uint32_t tmsi = 0;
  bool has_location_area = false;
  bool has_tmsi = false;
  std::uint8_t location_update_type = 0;  // 9.4.2
  std::uint8_t detach_type = 0;           // 9.4.10
};

constexpr std::uint8_t kImsiAttach = 1;
constexpr std::uint8_t kFromNonEpsOnly = 1;

// Types of a mobile identity (TS 24.008 10.5.1.4).
constexpr std::uint8_t kTypeBits = 7;
constexpr std::uint8_t kImsiType = 1;
constexpr std::uint8_t kTmsiType = 4;

void read_tmsi(ByteCursor value, SignallingMessage& message, Remarks& remarks) noexcept {
  remarks.tmsi = value.u32();
  remarks.has_tmsi = value.ok() && value.empty();
  if (!remarks.has_tmsi) message.note(MessageDamage::bad_identity);
}

// The new TMSI, or the IMSI where the VLR allocates none (9.4.14).
void read_mobile_identity(Bytes value, SignallingMessage& message, Remarks& remarks) noexcept {
  ByteCursor cursor{value};
  const std::uint8_t type = cursor.u8() & kTypeBits;
  if (type == kImsiType) return take_mobile_imsi(value, message);
  if (type == kTmsiType) read_tmsi(cursor, message, remarks);
}

Place read_area(PlaceKind kind, ByteCursor value, SignallingMessage& message) noexcept {
  const Plmn plmn = read_plmn(value);
  const std::uint16_t code = value.u16();
  if (plmn.known() && value.ok()) return {kind, plmn, code};
  message.note(MessageDamage::bad_location);
  return {};
}

// Not known() either where it stands for none.
Place read_lai(ByteCursor value, SignallingMessage& message) noexcept {
  const Place area = read_area(PlaceKind::lai, value, message);
  return area.known() && names_location_area(static_cast<std::uint32_t>(area.id())) ? area
                                                                                    : Place{};
}

void read_cell(ByteCursor value, SignallingMessage& message) noexcept {
  constexpr std::uint32_t kCellIdentity = 0x0fff'ffff;  // the four bits before it are spare
  if (message.cell.known()) return;
  const Plmn plmn = read_plmn(value);
  const std::uint32_t cell = value.u32() & kCellIdentity;
  if (plmn.known() && value.ok()) {
    message.cell = {PlaceKind::ecgi, plmn, cell};
  } else {
    message.note(MessageDamage::bad_location);
  }
}

void read_location_area(ByteCursor value, SignallingMessage& message, Remarks& remarks) noexcept {
  if (remarks.has_location_area) return;
  remarks.has_location_area = true;
  remarks.location_area = read_lai(value, message);
}

void read_cause(Cause::Domain domain, ByteCursor value, SignallingMessage& message) noexcept {
  if (!message.cause.known() && !value.empty()) message.cause = {domain, value.u8()};
}

// For what the device is called to the other network (9.4.17).
ServiceClass service_from(std::uint8_t indicator) noexcept {
  constexpr std::uint8_t kCall = 1;
  constexpr std::uint8_t kShortMessage = 2;
  if (indicator == kCall) return ServiceClass::voice;
  return indicator == kShortMessage ? ServiceClass::text : ServiceClass::none;
}

void read_element(std::uint8_t type, Bytes value, SignallingMessage& message,
                  Remarks& remarks) noexcept {
  ByteCursor cursor{value};
  switch (static_cast<Element>(type)) {
    case Element::imsi: return take_mobile_imsi(value, message);
    case Element::tmsi: return read_tmsi(cursor, message, remarks);
    case Element::location_area: return read_location_area(cursor, message, remarks);
    case Element::sgs_cause: return read_cause(Cause::Domain::sgsap, cursor, message);
    case Element::eps_location_update_type: remarks.location_update_type = cursor.u8(); return;
    case Element::mobile_identity: return read_mobile_identity(value, message, remarks);
    case Element::reject_cause: return read_cause(Cause::Domain::mm, cursor, message);
    case Element::detach_from_non_eps: remarks.detach_type = cursor.u8(); return;
    case Element::imeisv: return take_mobile_imei(value, message);
    case Element::service_indicator: message.service = service_from(cursor.u8()); return;
    case Element::tracking_area:
      remarks.tracking_area = read_area(PlaceKind::tai, cursor, message);
      return;
    case Element::eutran_cell: return read_cell(cursor, message);
  }
}

void read_elements(ByteCursor elements, SignallingMessage& message, Remarks& remarks) noexcept {
  while (!elements.empty()) {
    const std::uint8_t type = elements.u8();
    const std::size_t length = elements.u8();
    const Bytes value = elements.bytes(length);
    if (!elements.ok()) return message.note(MessageDamage::truncated);
    read_element(type, value, message, remarks);
  }
}

Presence presence_of(Presence of_cell, const SignallingMessage& message) noexcept {
  if (of_cell != Presence::exact || message.cell.known()) return of_cell;
  return message.area.known() ? Presence::area : Presence::none;
}

void conclude(const SgsapMessageType& type, const Remarks& remarks, MessageBurst& burst,
              SignallingMessage& message) noexcept {
  message.kind = type.kind;
  message.area = remarks.tracking_area.known() ? remarks.tracking_area : remarks.location_area;
  message.presence = presence_of(type.presence, message);
  if (message.type == kSgsapLocationUpdateRequest && remarks.location_update_type == kImsiAttach) {
    message.kind = EventKind::attach;
  }
  if (message.type == kSgsapImsiDetachIndication && remarks.detach_type == kFromNonEpsOnly) {
    message.kind = EventKind::none;  // it stays in LTE
    message.presence = Presence::none;
  }
  if (!remarks.has_tmsi) return;
  const auto role = type.gives_tmsi ? TemporaryId::Role::given : TemporaryId::Role::names;
  burst.add_temporary(
      tmsi_in_area(TemporaryId::Kind::tmsi, remarks.location_area, remarks.tmsi).as(role));
}

}  // namespace

bool decode_sgsap(const Datagram& pdu, MessageBurst& burst) noexcept {
  ByteCursor cursor{pdu.payload};
  const std::uint8_t type = cursor.u8();
  if (!cursor.ok()) return false;
  SignallingMessage& message = burst.add();
  message.protocol = Protocol::sgsap;
  message.type = type;
  message.comes_once = true;
  Remarks remarks;
  const SgsapMessageType& known = sgsap_message_type(type);
  if (!known.name.empty()) read_elements(cursor, message, remarks);
  if (pdu.cut) message.note(MessageDamage::truncated);
  conclude(known, remarks, burst, message);
  return true;
}

}  // namespace celltally
