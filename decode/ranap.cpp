#include "decode/ranap.hpp"

#include <algorithm>

#include "decode/gsm_area.hpp"
#include "decode/nas_mm.hpp"
#include "decode/ranap_procedure.hpp"
#include "decode/tmsi_in_area.hpp"

namespace celltally {
namespace {

using When = RanapMessageType::When;

// TS 25.413 9.3.6.
enum class Element : std::uint16_t {
  area_identity = 0,
  cause = 4,
  location_area = 15,
  nas_pdu = 16,
  paging_area = 21,
  permanent_nas_ue_id = 23,
  routing_area_code = 55,
  service_area = 58,
  target_id = 62,
  temporary_ue_id = 64,
};

// In the first octet of a CHOICE (X.691 23): that it is an extension; and of one with two
// alternatives, which.
constexpr std::uint8_t kExtension = 0x80;
constexpr std::uint8_t kSecond = 0x40;

// What is put together when all elements are known, for they come in any order.
struct Remarks {
  ByteCursor nas;
  ByteCursor temporary_id;
  Place service_area;
  Place location_area;  // the device's own
  Place paging_area;
  Place target;  // a cell or an area
  std::uint8_t routing_area_code = 0;
  bool has_nas = false;
  bool has_routing_area_code = false;
};

void check(Place place, SignallingMessage& message) noexcept {
  if (!place.known()) message.note(MessageDamage::bad_location);
}

// 9.2.1.4: each group has its part of one range of numbers.
Cause read_cause(ByteCursor value) noexcept {
  struct Group {
    std::uint16_t first;
    int bits;
  };
  constexpr Group kGroups[] = {{1, 6}, {65, 4}, {81, 4}, {97, 4}, {113, 4}, {129, 7}};
  constexpr std::uint16_t kFirstOfExtension = 257;
  const std::uint32_t head = value.u8();
  if ((head & kExtension) != 0) {
    value.skip(1);  // length
    const std::uint32_t number = value.u8();
    const bool known = value.ok() && (head & 0x7f) == 0;
    return known
               ? Cause{Cause::Domain::ranap, static_cast<std::uint16_t>(kFirstOfExtension + number)}
               : Cause{};
  }
  const std::uint32_t which = head >> 4 & 7;
  if (which >= std::size(kGroups)) return {};
  const Group& group = kGroups[which];
  const std::uint32_t bits = head << 8 | (group.bits > 4 ? value.u8() : 0u);
  const std::uint32_t number = bits >> (12 - group.bits) & ((1u << group.bits) - 1);
  return value.ok() ? Cause{Cause::Domain::ranap, static_cast<std::uint16_t>(group.first + number)}
                    : Cause{};
}

// 9.2.3.1: 3 to 8 octets of digits.
void read_imsi(ByteCursor value, SignallingMessage& message) noexcept {
  if (message.imsi.present()) return;
  const std::uint8_t head = value.u8();
  if ((head & kExtension) != 0) return;
  const auto digits = value.bytes((head >> 4 & 7u) + 3u);
  message.imsi = tbcd_identity(SubscriberId::Kind::imsi, digits);
  if (!message.imsi.present()) return message.note(MessageDamage::bad_identity);
  message.home = home_of_tbcd_imsi(digits);
}

// 9.2.3.6: an SAI, or a geographical area.
Place read_area_identity(ByteCursor value, SignallingMessage& message) noexcept {
  if ((value.u8() & (kExtension | kSecond)) != 0) return {};
  const Place place = read_gsm_cell(PlaceKind::sai, value);
  check(place, message);
  return place;
}

Place read_service_area(ByteCursor value, SignallingMessage& message) noexcept {
  value.skip(1);
  const Place place = read_gsm_cell(PlaceKind::sai, value);
  check(place, message);
  return place;
}

// 9.2.1.25: a target of 3G is an RNC and its location area, one of 2G a cell.
Place read_target(ByteCursor value, SignallingMessage& message) noexcept {
  const std::uint8_t head = value.u8();
  if ((head & kExtension) != 0) return {};
  const Place place =
      (head & kSecond) != 0 ? read_gsm_cell(PlaceKind::cgi, value) : read_location_area(value);
  check(place, message);
  return place;
}

// 9.2.1.21: an LAI or an RAI.
Place read_paging_area(ByteCursor value) noexcept {
  const std::uint8_t head = value.u8();
  if ((head & kExtension) != 0) return {};
  return (head & kSecond) != 0 ? read_routing_area(value) : read_location_area(value);
}

void read_element(const AperElement& element, SignallingMessage& message,
                  Remarks& remarks) noexcept {
  ByteCursor value = element.value;
  switch (static_cast<Element>(element.id)) {
    case Element::area_identity: remarks.service_area = read_area_identity(value, message); return;
    case Element::cause: message.cause = read_cause(value); return;
    case Element::location_area:
      value.skip(1);
      remarks.location_area = read_location_area(value);
      return;
    case Element::nas_pdu: {
      bool cut = false;
      remarks.nas = read_aper_string(value, cut);
      remarks.has_nas = true;
      if (cut) message.note(MessageDamage::truncated);
      return;
    }
    case Element::paging_area: remarks.paging_area = read_paging_area(value); return;
    case Element::permanent_nas_ue_id: return read_imsi(value, message);
    case Element::routing_area_code:
      remarks.routing_area_code = value.u8();
      remarks.has_routing_area_code = value.ok();
      return;
    case Element::service_area: remarks.service_area = read_service_area(value, message); return;
    case Element::target_id: remarks.target = read_target(value, message); return;
    case Element::temporary_ue_id: remarks.temporary_id = value; return;
  }
}

// The routing area where its code is there, as in the packet domain.
Place routing_area(const Remarks& remarks) noexcept {
  const Place area = remarks.location_area;
  if (!remarks.has_routing_area_code || !area.known()) return {};
  return {PlaceKind::rai, area.plmn(), area.id() << 8 | remarks.routing_area_code};
}

// The TMSI or P-TMSI by which a device is paged, where the message says in which area (9.2.3.2).
void read_temporary_id(const Remarks& remarks, MessageBurst& burst) noexcept {
  ByteCursor value = remarks.temporary_id;
  const std::uint8_t head = value.u8();
  const std::uint32_t number = value.u32();
  if (!value.ok() || (head & kExtension) != 0) return;
  const Place area = remarks.paging_area;
  const bool packet_domain = (head & kSecond) != 0;
  if (packet_domain && area.kind() == PlaceKind::rai) {
    burst.add_temporary(tmsi_in_area(TemporaryId::Kind::p_tmsi, area, number));
  } else if (!packet_domain && area.kind() == PlaceKind::lai) {
    burst.add_temporary(tmsi_in_area(TemporaryId::Kind::tmsi, area, number));
  }
}

// Only the radio network names a place beside a message of NAS: it comes from the device then.
void read_nas_of(const Remarks& remarks, MessageBurst& burst, SignallingMessage& message) noexcept {
  const Place location_area = remarks.location_area.known()
                                  ? remarks.location_area
                                  : location_area_of(remarks.service_area);
  const NasReading reading{.location_area = location_area,
                           .routing_area = routing_area(remarks),
                           .uplink = location_area.known(),
                           .earlier_p_tmsi = 0,
                           .burst = burst,
                           .message = message};
  read_nas(remarks.nas.rest(), reading);
}

void place_target(Place target, SignallingMessage& message) noexcept {
  if (!target.known()) return;
  (is_cell(target.kind()) ? message.cell : message.area) = target;
  message.presence = Presence::intended;
}

void place(When when, const Remarks& remarks, SignallingMessage& message) noexcept {
  if (when == When::target) return place_target(remarks.target, message);
  message.cell = remarks.service_area;
  const Place routing = routing_area(remarks);
  message.area = routing.known() ? routing : remarks.location_area;
  if (message.kind == EventKind::none) return;
  if (message.kind == EventKind::detach) {
    message.presence = Presence::leaves;
  } else if (when == When::now && message.cell.known()) {
    message.presence = Presence::exact;
  } else if (when == When::now && message.area.known()) {
    message.presence = Presence::area;
  }
}

// What the message tells of when NAS does not say: the place alone, if it names one.
EventKind kind_of(const RanapMessageType& type, const Remarks& remarks,
                  const SignallingMessage& message) noexcept {
  if (!type.carries_nas) return type.kind;
  if (message.kind != EventKind::none) return message.kind;
  return remarks.service_area.known() ? type.kind : EventKind::none;
}

}  // namespace

std::optional<AperPdu> open_ranap(std::span<const std::uint8_t> octets, bool cut) noexcept {
  const auto pdu = read_aper_pdu(octets, cut);
  if (!pdu || ranap_message_type(pdu->outcome, pdu->procedure).name.empty()) return {};
  ByteCursor cursor{octets};
  cursor.skip(3);  // outcome, procedure, criticality
  const auto length = read_aper_length(cursor);
  if (!length || *length < cursor.size()) return {};
  return pdu;
}

void read_ranap(const AperPdu& pdu, SignallingPoint sender, MessageBurst& burst,
                SignallingMessage& message) noexcept {
  message.type = static_cast<std::uint8_t>(static_cast<unsigned>(pdu.outcome) << 6 | pdu.procedure);
  Remarks remarks;
  AperElements elements{pdu.elements, pdu.count};
  for (AperElement element; elements.next(element);) read_element(element, message, remarks);
  if (pdu.cut || elements.broken()) message.note(MessageDamage::truncated);

  const RanapMessageType& type = ranap_message_type(pdu.outcome, pdu.procedure);
  if (type.carries_nas && remarks.has_nas) read_nas_of(remarks, burst, message);
  if (message.type == kRanapReset) message.reset_point = sender.scope;
  if (pdu.procedure == kRanapPaging) read_temporary_id(remarks, burst);
  message.kind = kind_of(type, remarks, message);
  place(type.when, remarks, message);
}

}  // namespace celltally
