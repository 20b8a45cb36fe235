#include "simulate/nas_5gs_builder.hpp"

#include <string>
#include <utility>

#include "simulate/octet_writer.hpp"
#include "simulate/wire_digits.hpp"

namespace celltally::nas_5gs {
namespace {

constexpr std::uint8_t kMobilityManagement = 0x7e;

// The first digit shares its octet with the type and whether the digits' number is odd.
Octets equipment(std::uint8_t type, std::string_view digits) {
  const bool odd = digits.size() % 2 != 0;
  Octets octets{static_cast<std::uint8_t>((digits[0] - '0') << 4 | (odd ? 8 : 0) | type)};
  const Octets rest = tbcd(digits.substr(1));
  octets.insert(octets.end(), rest.begin(), rest.end());
  return octets;
}

}  // namespace

Octets message(std::uint8_t type, std::span<const std::uint8_t> body, Security security) {
  OctetWriter writer;
  if (security != Security::plain) {
    writer.u8(kMobilityManagement).u8(static_cast<std::uint32_t>(security)).u32(0xaabbccdd).u8(1);
  }
  return std::move(writer.u8(kMobilityManagement).u8(0).u8(type).octets(body)).take();
}

Octets suci_null(std::string_view network, std::string_view msin) {
  OctetWriter writer;
  writer.u8(0x01).octets(plmn_octets(plmn(network))).u16(0xf0ff).u8(0).u8(0).octets(tbcd(msin));
  return std::move(writer).take();
}

Octets suci_concealed(std::string_view network, std::uint8_t scheme, std::size_t output) {
  OctetWriter writer;
  writer.u8(0x01).octets(plmn_octets(plmn(network))).u16(0xf0ff).u8(scheme).u8(1);
  return std::move(writer.octets(Octets(output, 0x11))).take();
}

Octets guti(std::string_view network, std::uint8_t region, std::uint16_t set_pointer,
            std::uint32_t tmsi) {
  OctetWriter writer;
  writer.u8(0xf2).octets(plmn_octets(plmn(network))).u8(region).u16(set_pointer).u32(tmsi);
  return std::move(writer).take();
}

Octets s_tmsi(std::uint16_t set_pointer, std::uint32_t tmsi) {
  OctetWriter writer;
  return std::move(writer.u8(0xf4).u16(set_pointer).u32(tmsi)).take();
}

Octets imei(std::string_view digits) {
  return equipment(3, digits);
}
Octets imeisv(std::string_view digits) {
  return equipment(5, digits);
}

Octets lv_e(std::span<const std::uint8_t> value) {
  OctetWriter writer;
  writer.u16(static_cast<std::uint32_t>(value.size())).octets(value);
  return std::move(writer).take();
}
Octets tlv_e(std::uint8_t iei, std::span<const std::uint8_t> value) {
  OctetWriter writer;
  return std::move(writer.u8(iei).octets(lv_e(value))).take();
}
Octets tlv(std::uint8_t iei, std::span<const std::uint8_t> value) {
  OctetWriter writer;
  writer.u8(iei).u8(static_cast<std::uint32_t>(value.size())).octets(value);
  return std::move(writer).take();
}

Octets registration_request(std::uint8_t type, std::span<const std::uint8_t> identity,
                            std::span<const std::uint8_t> options) {
  OctetWriter writer;
  writer.u8(0x70u | type).octets(lv_e(identity)).octets(options);
  return std::move(writer).take();
}

Octets registration_accept(std::span<const std::uint8_t> options) {
  OctetWriter writer;
  return std::move(writer.u8(1).u8(1).octets(options)).take();
}

Octets deregistration_request(std::uint8_t type, std::span<const std::uint8_t> identity) {
  OctetWriter writer;
  return std::move(writer.u8(type).octets(lv_e(identity))).take();
}

Octets service_request(std::uint16_t set_pointer, std::uint32_t tmsi) {
  OctetWriter writer;
  return std::move(writer.u8(0x10).octets(lv_e(s_tmsi(set_pointer, tmsi)))).take();
}

Octets transport(std::uint8_t container, std::span<const std::uint8_t> payload,
                 std::span<const std::uint8_t> options) {
  OctetWriter writer;
  return std::move(writer.u8(container).octets(lv_e(payload)).octets(options)).take();
}

}  // namespace celltally::nas_5gs
