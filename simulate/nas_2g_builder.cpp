#include "simulate/nas_2g_builder.hpp"

#include <cassert>
#include <utility>

#include "simulate/octet_writer.hpp"
#include "simulate/wire_digits.hpp"
#include "vocabulary/place.hpp"

namespace celltally::nas_2g {

namespace {

using Bytes = std::span<const std::uint8_t>;

constexpr std::uint8_t kMm = 5;
constexpr std::uint8_t kRr = 6;
constexpr std::uint8_t kGmm = 8;

Place parsed(std::string_view text) {
  const auto place = place_from_text(text);
  assert(place.has_value());
  return place.value_or(Place{});
}

// The first digit shares its octet with the type.
Octets digits(std::string_view text, std::uint8_t type) {
  const bool odd = text.size() % 2 != 0;
  OctetWriter writer;
  writer.u8(static_cast<std::uint32_t>(text[0] - '0') << 4 | (odd ? 8u : 0u) | type);
  return std::move(writer.octets(tbcd(text.substr(1)))).take();
}

Octets lv(Bytes value) {
  OctetWriter writer;
  return std::move(writer.u8(static_cast<std::uint32_t>(value.size())).octets(value)).take();
}

Octets tlv(std::uint8_t identifier, Bytes value) {
  OctetWriter writer;
  return std::move(writer.u8(identifier).octets(lv(value))).take();
}

OctetWriter begin(std::uint8_t protocol, std::uint8_t type) {
  OctetWriter writer;
  writer.u8(protocol).u8(type);
  return writer;
}

Octets classmark() {
  return lv(Octets{0x57, 0x59, 0xa6});
}

Octets capability() {
  return lv(Octets{0x17, 0xb3, 0x43, 0x2b, 0x25, 0x96, 0x62, 0x00, 0x60, 0x80, 0x9a, 0xc2, 0xc6,
                   0x62, 0x00, 0x60, 0x80, 0xba, 0xc8, 0xc6, 0x62, 0x00, 0x60, 0x80, 0x00});
}

Octets one_octet(std::uint8_t protocol, std::uint8_t type, std::uint8_t value) {
  return std::move(begin(protocol, type).u8(value)).take();
}

}  // namespace

Octets imsi(std::string_view text) {
  return digits(text, 1);
}
Octets imei(std::string_view text) {
  return digits(text, 2);
}
Octets imeisv(std::string_view text) {
  return digits(text, 3);
}
Octets tmsi(std::uint32_t number) {
  OctetWriter writer;
  return std::move(writer.u8(0xf4).u32(number)).take();
}

Octets location_area(std::string_view text) {
  const Place place = parsed(text);
  OctetWriter writer;
  writer.octets(plmn_octets(place.plmn())).u16(static_cast<std::uint32_t>(place.id()));
  return std::move(writer).take();
}

Octets routing_area(std::string_view text) {
  const Place place = parsed(text);
  OctetWriter writer;
  writer.octets(plmn_octets(place.plmn())).u24(static_cast<std::uint32_t>(place.id()));
  return std::move(writer).take();
}

Octets location_updating_request(std::uint8_t type, std::string_view earlier_area, Bytes identity) {
  OctetWriter writer = begin(kMm, 0x08);
  writer.u8(0x70u | type).octets(location_area(earlier_area)).u8(0x57).octets(lv(identity));
  return std::move(writer).take();
}

Octets location_updating_accept(std::string_view area, Bytes identity) {
  OctetWriter writer = begin(kMm, 0x02);
  writer.octets(location_area(area));
  if (!identity.empty()) writer.octets(tlv(0x17, identity));
  return std::move(writer.u8(0xa1)).take();
}

Octets location_updating_reject(std::uint8_t cause) {
  return one_octet(kMm, 0x04, cause);
}

Octets imsi_detach(Bytes identity) {
  return std::move(begin(kMm, 0x01).u8(0x57).octets(lv(identity))).take();
}

Octets identity_response(Bytes identity) {
  return std::move(begin(kMm, 0x59).octets(lv(identity))).take();
}

Octets tmsi_reallocation_command(std::string_view area, Bytes identity) {
  return std::move(begin(kMm, 0x1a).octets(location_area(area)).octets(lv(identity))).take();
}

Octets cm_service_request(std::uint8_t service, Bytes identity) {
  OctetWriter writer = begin(kMm, 0x24);
  return std::move(writer.u8(0x70u | service).octets(classmark()).octets(lv(identity))).take();
}

Octets cm_reestablishment_request(std::string_view earlier_area, Bytes identity) {
  OctetWriter writer = begin(kMm, 0x28);
  writer.u8(0).octets(classmark()).octets(lv(identity));
  if (!earlier_area.empty()) writer.u8(0x13).octets(location_area(earlier_area));
  return std::move(writer).take();
}

Octets paging_response(Bytes identity) {
  OctetWriter writer = begin(kRr, 0x27);
  return std::move(writer.u8(0).octets(classmark()).octets(lv(identity))).take();
}

Octets ciphering_mode_complete(Bytes identity) {
  return std::move(begin(kRr, 0x32).octets(tlv(0x17, identity))).take();
}

Octets attach_request(std::uint8_t type, Bytes identity, std::string_view earlier_area) {
  OctetWriter writer = begin(kGmm, 0x01);
  writer.octets(lv(Octets{0xe5, 0xe0})).u8(0x70u | type).u16(0x0a00).octets(lv(identity));
  writer.octets(routing_area(earlier_area)).octets(capability());
  return std::move(writer.u8(0x19).u24(0x0abcde).u8(0x17).u8(0x16)).take();
}

Octets attach_accept(std::string_view area, std::uint32_t p_tmsi) {
  OctetWriter writer = begin(kGmm, 0x02);
  writer.u8(0x01).u8(0x49).u8(0x44).octets(routing_area(area)).u8(0x19).u24(0x0abcde);
  return std::move(writer.octets(tlv(0x18, tmsi(p_tmsi)))).take();
}

Octets attach_reject(std::uint8_t cause) {
  return one_octet(kGmm, 0x04, cause);
}

Octets routing_area_update_request(std::uint8_t type, std::string_view earlier_area,
                                   std::uint32_t p_tmsi) {
  OctetWriter writer = begin(kGmm, 0x08);
  writer.u8(0x70u | type).octets(routing_area(earlier_area)).octets(capability());
  writer.u8(0x19).u24(0x0abcde);
  if (p_tmsi != 0) writer.octets(tlv(0x18, tmsi(p_tmsi)));
  return std::move(writer).take();
}

Octets routing_area_update_accept(std::string_view area, std::uint32_t p_tmsi) {
  OctetWriter writer = begin(kGmm, 0x09);
  writer.u8(0x00).u8(0x49).octets(routing_area(area)).octets(tlv(0x18, tmsi(p_tmsi)));
  return std::move(writer).take();
}

Octets detach_request(std::uint8_t type, std::uint32_t p_tmsi) {
  OctetWriter writer = begin(kGmm, 0x05);
  return std::move(writer.u8(type).octets(tlv(0x18, tmsi(p_tmsi)))).take();
}

Octets service_request(std::uint32_t p_tmsi) {
  return std::move(begin(kGmm, 0x0c).u8(0x10).octets(lv(tmsi(p_tmsi)))).take();
}

Octets gmm_identity_response(Bytes identity) {
  return std::move(begin(kGmm, 0x16).octets(lv(identity))).take();
}

Octets p_tmsi_reallocation_command(std::uint32_t p_tmsi, std::string_view area) {
  OctetWriter writer = begin(kGmm, 0x10);
  return std::move(writer.octets(lv(tmsi(p_tmsi))).octets(routing_area(area)).u8(0)).take();
}

Octets authentication_response(std::string_view digits_of_imeisv) {
  OctetWriter writer = begin(kGmm, 0x13);
  writer.u8(0).u8(0x22).u32(0x01020304).octets(tlv(0x23, imeisv(digits_of_imeisv)));
  return std::move(writer).take();
}

}  // namespace celltally::nas_2g
