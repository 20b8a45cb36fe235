#include "simulate/bssgp_builder.hpp"

#include <utility>

#include "simulate/nas_2g_builder.hpp"
#include "simulate/octet_writer.hpp"

namespace celltally::bssgp {

namespace {

using Bytes = std::span<const std::uint8_t>;

// CRC-24 of LLC (TS 44.064 5.5).
std::uint32_t check_sequence(Bytes octets) {
  constexpr std::uint32_t kPolynomial = 0xad85dd;  // reversed
  std::uint32_t crc = 0xffffff;
  for (const std::uint8_t octet : octets) {
    crc ^= octet;
    for (int bit = 0; bit < 8; ++bit) crc = (crc & 1) != 0 ? crc >> 1 ^ kPolynomial : crc >> 1;
  }
  return ~crc & 0xffffff;
}

Octets number(std::uint8_t identifier, std::uint32_t value) {
  OctetWriter writer;
  return element(identifier, writer.u32(value).written());
}

Octets unitdata(std::uint8_t type, std::uint32_t tlli, const Elements& elements) {
  OctetWriter head;
  head.u32(tlli).u24(4);  // quality of service
  Elements all{std::move(head).take()};
  all.insert(all.end(), elements.begin(), elements.end());
  return pdu(type, all);
}

}  // namespace

Octets element(std::uint8_t identifier, Bytes value) {
  OctetWriter writer;
  const auto length = static_cast<std::uint32_t>(value.size());
  writer.u8(identifier);
  if (length < 0x80) {
    writer.u8(0x80u | length);
  } else {
    writer.u16(length);
  }
  return std::move(writer.octets(value)).take();
}

Octets cell(std::string_view place, std::uint16_t cell_number) {
  OctetWriter writer;
  return element(0x08, writer.octets(nas_2g::routing_area(place)).u16(cell_number).written());
}
Octets imsi(std::string_view digits) {
  return element(0x0d, nas_2g::imsi(digits));
}
Octets llc(Bytes frame) {
  return element(0x0e, frame);
}
Octets lai(std::string_view place) {
  return element(0x10, nas_2g::location_area(place));
}
Octets rai(std::string_view place) {
  return element(0x1b, nas_2g::routing_area(place));
}
Octets tlli(std::uint32_t value) {
  return number(0x1f, value);
}
Octets tmsi(std::uint32_t value) {
  return number(0x20, value);
}

Octets ns(std::uint8_t type) {
  return {type};
}

Octets pdu(std::uint8_t type, const Elements& elements) {
  OctetWriter writer;
  writer.u8(0).u8(0).u16(2).u8(type);
  for (const Octets& each : elements) writer.octets(each);
  return std::move(writer).take();
}

Octets ul_unitdata(std::uint32_t value, const Elements& elements) {
  return unitdata(0x01, value, elements);
}
Octets dl_unitdata(std::uint32_t value, const Elements& elements) {
  return unitdata(0x00, value, elements);
}

Octets ui_frame(std::uint8_t sapi, Bytes message, std::uint16_t frame_number, bool ciphered) {
  OctetWriter writer;
  writer.u8(sapi).u8(0xc0u | (frame_number >> 6 & 7u));
  writer.u8((frame_number & 0x3fu) << 2 | (ciphered ? 2u : 0u) | 1u).octets(message);
  const std::uint32_t check = check_sequence(writer.written());
  return std::move(writer.u8(check & 0xff).u8(check >> 8 & 0xff).u8(check >> 16)).take();
}

Octets uplink(std::uint32_t value, std::string_view place, std::uint16_t cell_number, Bytes gmm) {
  return ul_unitdata(value, {cell(place, cell_number), llc(ui_frame(1, gmm))});
}

}  // namespace celltally::bssgp
