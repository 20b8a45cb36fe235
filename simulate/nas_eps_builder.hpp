#pragma once

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "simulate/octets.hpp"

// Builders of NAS messages for EPS (TS 24.301): identities, messages around them, security headers
// around those. Independent of the product's decoder on purpose. Nothing is checked: wrong messages
// can be built.
namespace celltally::nas_eps {

// What an MME calls a device (TS 23.003 2.8).
struct Guti {
  std::string_view plmn = "001-01";
  std::uint16_t group = 0x8001;
  std::uint8_t code = 0xa5;
  std::uint32_t m_tmsi = 0;
};

// Values of a mobile identity, of the type in the low bits of its first octet (TS 24.008 10.5.1.4,
// TS 24.301 9.9.3.12).
Octets digits(std::uint8_t type, std::string_view digits);
Octets imsi(std::string_view digits);  // type 1
Octets imei(std::string_view digits);  // type 3: in an EPS mobile identity IMEI, else IMEISV
Octets guti(const Guti& guti);         // type 6
Octets tmsi(std::uint32_t tmsi);       // type 4

// A value with its length in one octet, or two; an optional element with or without a length.
Octets lv(const Octets& value);
Octets lve(const Octets& value);
Octets tlv(std::uint8_t id, const Octets& value);
Octets tv(std::uint8_t id, const Octets& value);
Octets joined(std::initializer_list<Octets> parts);

// Messages, plain.
Octets message(std::uint8_t type, const Octets& body);
Octets attach_request(const Octets& identity, const Octets& optional = {}, std::uint8_t type = 1);
Octets attach_accept(const Octets& optional);
Octets tau_request(std::uint8_t type, const Octets& identity, const Octets& optional = {});
Octets tau_accept(const Octets& optional);
Octets detach_request(std::uint8_t type, const Octets& identity);
Octets extended_service_request(std::uint8_t type, std::uint32_t m_tmsi);
Octets identity_response(const Octets& identity);
Octets service_request();  // with its own security header, which is all of it

// In a security header of this type, with made-up authentication code and sequence number.
Octets in_security_header(std::uint8_t type, const Octets& message);

}  // namespace celltally::nas_eps
