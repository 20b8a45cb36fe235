#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <vector>

#include "tests/decode/octets_from_hex.hpp"

// Builds GTPv1-C messages for tests, element by element (TS 29.060 6 and 7.7).
namespace celltally::gtpv1_messages {

using Octets = std::vector<std::uint8_t>;

// A type and its value; from type 128 on with the length between them.
inline Octets element(std::uint8_t type, std::string_view value_hex) {
  const Octets value = octets_from_hex(value_hex);
  Octets octets{type};
  if (type >= 128) {
    octets.push_back(static_cast<std::uint8_t>(value.size() >> 8));
    octets.push_back(static_cast<std::uint8_t>(value.size()));
  }
  octets.insert(octets.end(), value.begin(), value.end());
  return octets;
}

// A whole message with sequence number 0x1234.
inline Octets message(std::uint8_t type, std::uint32_t teid,
                      std::initializer_list<Octets> elements) {
  Octets body{0x12, 0x34, 0, 0};
  for (const Octets& one : elements) body.insert(body.end(), one.begin(), one.end());
  Octets octets{0x32, type};
  octets.push_back(static_cast<std::uint8_t>(body.size() >> 8));
  octets.push_back(static_cast<std::uint8_t>(body.size()));
  for (int shift = 24; shift >= 0; shift -= 8) {
    octets.push_back(static_cast<std::uint8_t>(teid >> shift));
  }
  octets.insert(octets.end(), body.begin(), body.end());
  return octets;
}

// The sample subscriber 208930000000001 in RAI 208-93-0505-06, CGI 208-93-0101-0202 and SAI
// 208-93-0303-0404.
inline Octets imsi() {
  return element(2, "02980300000000f1");
}
inline Octets bad_imsi() {
  return element(2, "0298030a000000f1");
}
inline Octets msisdn() {
  return element(134, "913316325476f8");
}
inline Octets imei() {
  return element(154, "5343658709214365");
}
inline Octets rai() {
  return element(3, "02f839050506");
}
inline Octets rai_without_area() {
  return element(3, "02f839fffeff");
}
inline Octets cgi() {
  return element(152, "0002f83901010202");
}
inline Octets sai() {
  return element(152, "0102f83903030404");
}
inline Octets location_of_rai() {
  return element(152, "0202f839070708ff");
}
inline Octets location_timestamp() {
  return element(214, "e8a1b2c3");
}
inline Octets nsapi() {
  return element(20, "05");
}
inline Octets cause(std::string_view hex) {
  return element(1, hex);
}
inline Octets control_teid() {
  return element(17, "cc000001");
}
inline Octets control_address() {
  return element(133, "c0000201");
}
inline Octets user_address() {
  return element(133, "c0000202");
}

}  // namespace celltally::gtpv1_messages
