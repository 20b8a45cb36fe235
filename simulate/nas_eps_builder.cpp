#include "simulate/nas_eps_builder.hpp"

#include <cstddef>
#include <span>
#include <utility>

#include "simulate/octet_writer.hpp"
#include "simulate/wire_digits.hpp"

namespace celltally::nas_eps {

Octets digits(std::uint8_t type, std::string_view digits) {
  constexpr std::uint8_t kOdd = 0x08;
  const bool odd = digits.size() % 2 != 0;
  const auto first = static_cast<std::uint32_t>(digits.front() - '0');
  OctetWriter writer;
  writer.u8(first << 4 | (odd ? kOdd : 0u) | type);
  return std::move(writer.octets(tbcd(digits.substr(1)))).take();
}

Octets imsi(std::string_view text) {
  return digits(1, text);
}
Octets imei(std::string_view text) {
  return digits(3, text);
}

Octets guti(const Guti& guti) {
  OctetWriter writer;
  writer.u8(0xf6).octets(plmn_octets(plmn(guti.plmn))).u16(guti.group).u8(guti.code);
  return std::move(writer.u32(guti.m_tmsi)).take();
}

Octets tmsi(std::uint32_t tmsi) {
  OctetWriter writer;
  return std::move(writer.u8(0xf4).u32(tmsi)).take();
}

Octets lv(const Octets& value) {
  OctetWriter writer;
  return std::move(writer.u8(static_cast<std::uint32_t>(value.size())).octets(value)).take();
}

Octets lve(const Octets& value) {
  OctetWriter writer;
  return std::move(writer.u16(static_cast<std::uint32_t>(value.size())).octets(value)).take();
}

Octets tlv(std::uint8_t id, const Octets& value) {
  return joined({{id}, lv(value)});
}

Octets tv(std::uint8_t id, const Octets& value) {
  return joined({{id}, value});
}

Octets joined(std::initializer_list<Octets> parts) {
  OctetWriter writer;
  for (const Octets& each : parts) writer.octets(each);
  return std::move(writer).take();
}

Octets message(std::uint8_t type, const Octets& body) {
  return joined({{0x07, type}, body});
}

Octets attach_request(const Octets& identity, const Octets& optional, std::uint8_t type) {
  constexpr std::uint8_t kNoKeys = 0x70;
  const Octets capability{0xe0, 0xe0};
  const Octets session_request{0x02, 0x01, 0xd0, 0x11};  // PDN connectivity request
  const auto first = static_cast<std::uint8_t>(kNoKeys | type);
  return message(0x41,
                 joined({{first}, lv(identity), lv(capability), lve(session_request), optional}));
}

Octets attach_accept(const Octets& optional) {
  const Octets areas{0x00, 0x00, 0xf1, 0x10, 0x00, 0x01};  // one, in 001-01
  return message(0x42,
                 joined({{0x01, 0x49}, lv(areas), lve({0x52, 0x01, 0xc1, 0x01, 0x01}), optional}));
}

Octets tau_request(std::uint8_t type, const Octets& identity, const Octets& optional) {
  return message(0x48, joined({{type}, lv(identity), optional}));
}

Octets tau_accept(const Octets& optional) {
  return message(0x49, joined({{0x00}, optional}));
}

Octets detach_request(std::uint8_t type, const Octets& identity) {
  return message(0x45, joined({{type}, lv(identity)}));
}

Octets extended_service_request(std::uint8_t type, std::uint32_t m_tmsi) {
  return message(0x4c, joined({{type}, lv(tmsi(m_tmsi))}));
}

Octets identity_response(const Octets& identity) {
  return message(0x56, lv(identity));
}

Octets service_request() {
  return {0xc7, 0x01, 0xd8, 0x5e};
}

Octets in_security_header(std::uint8_t type, const Octets& inner) {
  const auto first = static_cast<std::uint8_t>(type << 4 | 7);
  return joined({{first, 0xaa, 0xbb, 0xcc, 0xdd, 0x05}, inner});
}

}  // namespace celltally::nas_eps
