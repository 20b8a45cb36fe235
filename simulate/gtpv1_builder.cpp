#include "simulate/gtpv1_builder.hpp"

#include <array>
#include <cassert>
#include <cstddef>
#include <utility>

#include "simulate/access_point_name.hpp"
#include "simulate/octet_writer.hpp"
#include "simulate/wire_digits.hpp"

namespace celltally::gtpv1 {

namespace {

constexpr std::uint8_t kVersionAndProtocolType = 1 << 5 | 0x10;
constexpr std::uint8_t kSequencePresent = 0x02;
constexpr std::size_t kLengthCountsFrom = 8;

Octets number(std::uint8_t type, std::uint32_t value, int octets) {
  OctetWriter writer;
  switch (octets) {
    case 1: writer.u8(value); break;
    case 2: writer.u16(value); break;
    default: writer.u32(value); break;
  }
  return tv(type, writer.written());
}

Octets identity(Place place) {
  OctetWriter writer;
  writer.octets(plmn_octets(place.plmn()));
  const auto id = static_cast<std::uint32_t>(place.id());
  if (place.kind() == PlaceKind::rai) {
    writer.u24(id);
  } else {
    writer.u32(id);
  }
  return std::move(writer).take();
}

Place parsed(std::string_view text) {
  const auto place = place_from_text(text);
  assert(place.has_value());
  return place.value_or(Place{});
}

Octets fixed_length_digits(std::string_view digits) {
  Octets octets = tbcd(digits);
  octets.resize(8, 0xff);
  return octets;
}

}  // namespace

Octets tv(std::uint8_t type, std::span<const std::uint8_t> value) {
  OctetWriter writer;
  return std::move(writer.u8(type).octets(value)).take();
}

Octets tlv(std::uint8_t type, std::span<const std::uint8_t> value) {
  OctetWriter writer;
  writer.u8(type).u16(static_cast<std::uint32_t>(value.size())).octets(value);
  return std::move(writer).take();
}

Octets cause(std::uint8_t value) {
  return number(1, value, 1);
}
Octets imsi(std::string_view digits) {
  return tv(2, fixed_length_digits(digits));
}
Octets rai(std::string_view place) {
  return tv(3, identity(parsed(place)));
}
Octets tlli(std::uint32_t tlli) {
  return number(4, tlli, 4);
}
Octets p_tmsi(std::uint32_t p_tmsi) {
  return number(5, p_tmsi, 4);
}
Octets recovery(std::uint8_t restart_counter) {
  return number(14, restart_counter, 1);
}
Octets selection_mode(std::uint8_t mode) {
  return number(15, 0xfcu | mode, 1);
}
Octets teid_data(std::uint32_t teid) {
  return number(16, teid, 4);
}
Octets teid_control(std::uint32_t teid) {
  return number(17, teid, 4);
}
Octets teardown(bool whole_session) {
  return number(19, whole_session ? 0xff : 0xfe, 1);
}
Octets nsapi(std::uint8_t nsapi) {
  return number(20, nsapi, 1);
}
Octets charging_characteristics(std::uint16_t characteristics) {
  return number(26, characteristics, 2);
}
Octets charging_id(std::uint32_t id) {
  return number(127, id, 4);
}

// Organisation 1 (IETF) with four spare bits set, number 0x21 (IPv4).
Octets end_user_address() {
  return tlv(128, std::array<std::uint8_t, 2>{0xf1, 0x21});
}
Octets end_user_address(const NodeAddress& address) {
  OctetWriter writer;
  return tlv(128, writer.u8(0xf1).u8(0x21).octets(address.octets()).written());
}

Octets apn(std::string_view name) {
  return tlv(131, apn_labels(name));
}

Octets gsn_address(const NodeAddress& address) {
  return tlv(133, address.octets());
}

Octets msisdn(std::string_view digits) {
  constexpr std::uint8_t kInternationalIsdn = 0x91;
  OctetWriter writer;
  return tlv(134, writer.u8(kInternationalIsdn).octets(tbcd(digits)).written());
}

// Allocation and retention priority 2, then a profile of Release 97 (TS 24.008 10.5.6.5).
Octets qos() {
  return tlv(135, std::array<std::uint8_t, 4>{0x02, 0x0b, 0x92, 0x1f});
}
Octets rat(std::uint8_t type) {
  return tlv(151, std::array{type});
}

Octets uli(std::string_view text) {
  const Place place = parsed(text);
  OctetWriter writer;
  switch (place.kind()) {
    case PlaceKind::cgi: writer.u8(0).octets(identity(place)); break;
    case PlaceKind::sai: writer.u8(1).octets(identity(place)); break;
    default: writer.u8(2).octets(identity(place)).u8(0xff); break;  // the RAC's second octet
  }
  return tlv(152, writer.written());
}

Octets time_zone(std::uint8_t zone, std::uint8_t daylight_saving) {
  return tlv(153, std::array{zone, daylight_saving});
}

Octets imeisv(std::string_view digits) {
  return tlv(154, fixed_length_digits(digits));
}

Octets message(std::uint8_t type, const Elements& elements, const Head& head) {
  OctetWriter writer;
  writer.u8(kVersionAndProtocolType | kSequencePresent).u8(type).u16(0).u32(head.teid);
  writer.u16(head.sequence).u16(0);  // no N-PDU number, no extension header
  for (const Octets& each : elements) writer.octets(each);
  writer.set_u16(2, static_cast<std::uint32_t>(writer.size() - kLengthCountsFrom));
  return std::move(writer).take();
}

Octets echo_request(const Elements& elements, const Head& head) {
  return message(1, elements, head);
}
Octets echo_response(const Elements& elements, const Head& head) {
  return message(2, elements, head);
}
Octets create_pdp_context_request(const Elements& elements, const Head& head) {
  return message(16, elements, head);
}
Octets create_pdp_context_response(const Elements& elements, const Head& head) {
  return message(17, elements, head);
}
Octets update_pdp_context_request(const Elements& elements, const Head& head) {
  return message(18, elements, head);
}
Octets update_pdp_context_response(const Elements& elements, const Head& head) {
  return message(19, elements, head);
}
Octets delete_pdp_context_request(const Elements& elements, const Head& head) {
  return message(20, elements, head);
}
Octets delete_pdp_context_response(const Elements& elements, const Head& head) {
  return message(21, elements, head);
}
Octets ms_info_change_request(const Elements& elements, const Head& head) {
  return message(128, elements, head);
}
Octets ms_info_change_response(const Elements& elements, const Head& head) {
  return message(129, elements, head);
}

Octets t_pdu(std::uint32_t teid, std::span<const std::uint8_t> inner) {
  OctetWriter writer;
  writer.u8(kVersionAndProtocolType).u8(255).u16(static_cast<std::uint32_t>(inner.size()));
  return std::move(writer.u32(teid).octets(inner)).take();
}

}  // namespace celltally::gtpv1
