#include "simulate/bssap_builder.hpp"

#include <cassert>
#include <utility>

#include "simulate/nas_2g_builder.hpp"
#include "simulate/octet_writer.hpp"
#include "simulate/wire_digits.hpp"
#include "vocabulary/place.hpp"

namespace celltally::bssap {

namespace {

using Bytes = std::span<const std::uint8_t>;

Octets global_cell(std::string_view text) {
  const auto place = place_from_text(text);
  assert(place.has_value());
  OctetWriter writer;
  writer.octets(plmn_octets(place->plmn())).u32(static_cast<std::uint32_t>(place->id()));
  return std::move(writer).take();
}

}  // namespace

Octets element(std::uint8_t identifier, Bytes value) {
  OctetWriter writer;
  writer.u8(identifier).u8(static_cast<std::uint32_t>(value.size())).octets(value);
  return std::move(writer).take();
}

Octets cause(std::uint16_t number) {
  OctetWriter writer;
  if (number < 0x80) return element(0x04, writer.u8(number).written());
  return element(0x04, writer.u16(0x8000u | number).written());
}
Octets cell(std::string_view cgi) {
  OctetWriter writer;
  return element(0x05, writer.u8(0).octets(global_cell(cgi)).written());
}
Octets cell_in_area(std::uint16_t lac, std::uint16_t number) {
  OctetWriter writer;
  return element(0x05, writer.u8(1).u16(lac).u16(number).written());
}
Octets imsi(std::string_view digits) {
  return element(0x08, nas_2g::imsi(digits));
}
Octets tmsi(std::uint32_t number) {
  OctetWriter writer;
  return element(0x09, writer.u32(number).written());
}
Octets layer_3(Bytes nas) {
  return element(0x17, nas);
}
Octets cells(std::initializer_list<std::string_view> cgis) {
  OctetWriter writer;
  writer.u8(0);
  for (const std::string_view each : cgis) writer.octets(global_cell(each));
  return element(0x1a, writer.written());
}
Octets areas(std::initializer_list<std::string_view> lais) {
  OctetWriter writer;
  writer.u8(4);
  for (const std::string_view each : lais) writer.octets(nas_2g::location_area(each));
  return element(0x1a, writer.written());
}
Octets contents(Bytes layer_3) {
  return element(0x20, layer_3);
}

Octets bssmap(std::uint8_t type, const Elements& elements) {
  OctetWriter body;
  body.u8(type);
  for (const Octets& each : elements) body.octets(each);
  OctetWriter writer;
  writer.u8(0).u8(static_cast<std::uint32_t>(body.size())).octets(body.written());
  return std::move(writer).take();
}

Octets dtap(Bytes nas, std::uint8_t dlci) {
  OctetWriter writer;
  writer.u8(1).u8(dlci).u8(static_cast<std::uint32_t>(nas.size())).octets(nas);
  return std::move(writer).take();
}

Octets complete_layer_3(std::string_view cgi, Bytes nas) {
  return bssmap(0x57, {cell(cgi), layer_3(nas)});
}

Octets paging(std::string_view digits, const Elements& more) {
  Elements elements{imsi(digits)};
  elements.insert(elements.end(), more.begin(), more.end());
  return bssmap(0x52, elements);
}

}  // namespace celltally::bssap
