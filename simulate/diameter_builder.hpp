#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "simulate/octets.hpp"

// Builders of Diameter messages (RFC 6733) with the AVPs of the 3GPP applications, in the manner of
// gtpv1_builder.hpp. An AVP is padded; a group is one of them around others.
namespace celltally::diameter {

using Avps = std::vector<Octets>;

inline constexpr std::uint32_t kTgpp = 10415;

// Applications.
inline constexpr std::uint32_t kRf = 3;
inline constexpr std::uint32_t kGy = 4;
inline constexpr std::uint32_t kCx = 16777216;
inline constexpr std::uint32_t kRx = 16777236;
inline constexpr std::uint32_t kGx = 16777238;
inline constexpr std::uint32_t kSta = 16777250;
inline constexpr std::uint32_t kS6a = 16777251;
inline constexpr std::uint32_t kS13 = 16777252;
inline constexpr std::uint32_t kSlg = 16777255;
inline constexpr std::uint32_t kSwm = 16777264;

// Credit control (CC-Request-Type).
inline constexpr std::uint32_t kInitial = 1;
inline constexpr std::uint32_t kUpdate = 2;
inline constexpr std::uint32_t kTermination = 3;
inline constexpr std::uint32_t kEvent = 4;

struct Head {
  std::uint32_t hop_by_hop = 0x11111111;
  std::uint32_t end_to_end = 0x22222222;
  std::uint8_t flags = 0x40;  // proxiable; the R bit is added
};

Octets avp(std::uint32_t vendor, std::uint32_t code, std::span<const std::uint8_t> value);
Octets avp(std::uint32_t vendor, std::uint32_t code, std::string_view text);
Octets number(std::uint32_t vendor, std::uint32_t code, std::uint32_t value);
Octets group(std::uint32_t vendor, std::uint32_t code, const Avps& avps);

Octets session_id(std::string_view text);                                            // 263
Octets origin_host(std::string_view name);                                           // 264
Octets user_name(std::string_view name);                                             // 1
Octets result_code(std::uint32_t code);                                              // 268
Octets experimental_result(std::uint32_t code);                                      // 297
Octets cc_request_type(std::uint32_t type);                                          // 416
Octets accounting_record_type(std::uint32_t type);                                   // 480
Octets subscription_id(std::uint32_t type, std::string_view data);                   // 443
Octets user_equipment(std::uint32_t type, std::string_view value);                   // 458
Octets framed_ip_address(std::span<const std::uint8_t, 4> address);                  // 8
Octets framed_ipv6_prefix(std::uint8_t bits, std::span<const std::uint8_t> prefix);  // 97
Octets called_station_id(std::string_view text);                                     // 30
Octets service_selection(std::string_view text);                                     // 493
Octets event_trigger(std::uint32_t trigger);                                         // 1006
Octets rat_type(std::uint32_t type);                                                 // 1032
Octets user_location(std::span<const std::uint8_t> value);                           // 22
Octets event_timestamp(std::uint32_t ntp_seconds);                                   // 55
Octets user_location_time(std::uint32_t ntp_seconds);                                // 2812
Octets service_information(const Avps& ps_information);  // 873 around 874
Octets terminal_information(std::string_view imei);      // 1401

Octets message(bool request, std::uint32_t application, std::uint32_t command, const Avps& avps,
               const Head& head = {});
Octets request(std::uint32_t application, std::uint32_t command, const Avps& avps,
               const Head& head = {});
Octets answer(std::uint32_t application, std::uint32_t command, const Avps& avps,
              const Head& head = {});

}  // namespace celltally::diameter
