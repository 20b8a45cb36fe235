#include "simulate/sgsap_builder.hpp"

#include <cassert>
#include <cstddef>
#include <utility>

#include "simulate/octet_writer.hpp"
#include "simulate/wire_digits.hpp"
#include "vocabulary/place.hpp"

namespace celltally::sgsap {
namespace {

Octets number(std::uint8_t type, std::uint8_t value) {
  return element(type, Octets{value});
}

// A mobile identity (TS 24.008 10.5.1.4): the first digit beside type and parity.
Octets digits(std::uint8_t identity_type, std::string_view digits) {
  const bool odd = digits.size() % 2 != 0;
  const int first = digits.empty() ? 0 : digits.front() - '0';
  OctetWriter writer;
  writer.u8(static_cast<std::uint32_t>(first << 4 | (odd ? 8 : 0) | identity_type));
  if (!digits.empty()) writer.octets(tbcd(digits.substr(1)));
  return std::move(writer).take();
}

Octets place(std::uint8_t type, std::string_view text, std::size_t octets) {
  const auto place = place_from_text(text);
  assert(place.has_value());
  OctetWriter writer;
  writer.octets(plmn_octets(place->plmn()));
  const auto id = static_cast<std::uint32_t>(place->id());
  if (octets == 2) {
    writer.u16(id);
  } else {
    writer.u32(id);
  }
  return element(type, writer.written());
}

}  // namespace

Octets element(std::uint8_t type, std::span<const std::uint8_t> value) {
  OctetWriter writer;
  return std::move(writer.u8(type).u8(static_cast<std::uint32_t>(value.size())).octets(value))
      .take();
}

Octets imsi(std::string_view imsi) {
  return element(0x01, digits(1, imsi));
}

Octets tmsi(std::uint32_t tmsi) {
  return element(0x03, OctetWriter{}.u32(tmsi).written());
}

Octets lai(std::string_view text) {
  return place(0x04, text, 2);
}

Octets sgs_cause(std::uint8_t value) {
  return number(0x08, value);
}

Octets mme_name(std::string_view name) {
  return element(0x09, Octets(name.begin(), name.end()));
}

Octets eps_location_update_type(std::uint8_t type) {
  return number(0x0a, type);
}

Octets mobile_identity_tmsi(std::uint32_t tmsi) {
  return element(0x0e, OctetWriter{}.u8(0xf4).u32(tmsi).written());
}

Octets mobile_identity_imsi(std::string_view imsi) {
  return element(0x0e, digits(1, imsi));
}

Octets reject_cause(std::uint8_t value) {
  return number(0x0f, value);
}

Octets detach_from_eps(std::uint8_t type) {
  return number(0x10, type);
}

Octets detach_from_non_eps(std::uint8_t type) {
  return number(0x11, type);
}

Octets imeisv(std::string_view imeisv) {
  return element(0x15, digits(3, imeisv));
}

Octets nas_container(std::span<const std::uint8_t> message) {
  return element(0x16, message);
}

Octets service_indicator(std::uint8_t service) {
  return number(0x20, service);
}

Octets tai(std::string_view text) {
  return place(0x23, text, 2);
}

Octets ecgi(std::string_view text) {
  return place(0x24, text, 4);
}

Octets emm_mode(std::uint8_t mode) {
  return number(0x25, mode);
}

Octets message(std::uint8_t type, std::initializer_list<Octets> elements) {
  OctetWriter writer;
  writer.u8(type);
  for (const Octets& each : elements) writer.octets(each);
  return std::move(writer).take();
}

}  // namespace celltally::sgsap
