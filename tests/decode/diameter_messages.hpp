#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "simulate/diameter_builder.hpp"
#include "tests/decode/decoded_pdu.hpp"
#include "tests/decode/octets_from_hex.hpp"

// The AVPs that tests of the Diameter decoder use again and again.
namespace celltally::diameter_messages {

using namespace celltally::diameter;  // NOLINT(google-build-using-namespace): the builders

inline constexpr std::string_view kImsi = "208930000000001";
inline constexpr std::array<std::uint8_t, 4> kAddress{203, 0, 113, 1};

inline Octets imsi() {
  return subscription_id(1, kImsi);
}
inline Octets cell() {  // TAI and ECGI
  return user_location(octets_from_hex("8202f839303902f83901234501"));
}
inline Octets area() {  // TAI
  return user_location(octets_from_hex("8002f8393039"));
}
inline Octets session() {
  return session_id("pgw1.epc.example;10;20");
}

// With what every message has.
inline Avps with_base(const Avps& avps) {
  Avps all{session(), origin_host("pgw1.epc.example")};
  all.insert(all.end(), avps.begin(), avps.end());
  return all;
}

// Commands of credit control.
inline Octets gx(std::uint32_t type, const Avps& avps, bool is_request = true) {
  Avps all = with_base({cc_request_type(type)});
  all.insert(all.end(), avps.begin(), avps.end());
  return message(is_request, kGx, 272, all);
}
inline Octets gy(std::uint32_t type, const Avps& avps, bool is_request = true) {
  Avps all = with_base({cc_request_type(type)});
  all.insert(all.end(), avps.begin(), avps.end());
  return message(is_request, kGy, 272, all);
}
inline Octets rf(std::uint32_t type, const Avps& avps, bool is_request = true) {
  Avps all = with_base({accounting_record_type(type)});
  all.insert(all.end(), avps.begin(), avps.end());
  return message(is_request, kRf, 271, all);
}

}  // namespace celltally::diameter_messages
