#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "simulate/octets.hpp"

// Builders of RADIUS packets (RFC 2865, RFC 2866) with the attributes of 3GPP (TS 29.061), in the
// manner of gtpv1_builder.hpp.
namespace celltally::radius {

using Attributes = std::vector<Octets>;

inline constexpr std::uint32_t kTgpp = 10415;

// Acct-Status-Type.
inline constexpr std::uint32_t kStart = 1;
inline constexpr std::uint32_t kStop = 2;
inline constexpr std::uint32_t kInterim = 3;
inline constexpr std::uint32_t kOn = 7;
inline constexpr std::uint32_t kOff = 8;

struct Head {
  std::uint8_t identifier = 7;
  std::uint8_t authenticator = 0xa5;  // each of its octets
};

Octets attribute(std::uint8_t type, std::span<const std::uint8_t> value);
Octets attribute(std::uint8_t type, std::string_view text);
Octets integer(std::uint8_t type, std::uint32_t value);

// Vendor-Specific around any octets: sub-attributes of a vendor are `attribute`s too.
Octets vendor_specific(std::uint32_t vendor, const Attributes& attributes);
Octets tgpp(std::uint8_t type, std::string_view text);
Octets tgpp(std::uint8_t type, std::span<const std::uint8_t> value);

Octets user_name(std::string_view name);                             // 1
Octets nas_ip_address(std::span<const std::uint8_t, 4> address);     // 4
Octets framed_ip_address(std::span<const std::uint8_t, 4> address);  // 8
Octets called_station_id(std::string_view text);                     // 30
Octets calling_station_id(std::string_view text);                    // 31
Octets acct_status_type(std::uint32_t type);                         // 40
Octets acct_delay_time(std::uint32_t seconds);                       // 41
Octets acct_session_id(std::string_view text);                       // 44
Octets acct_terminate_cause(std::uint32_t cause);                    // 49
Octets event_timestamp(std::uint32_t unix_seconds);                  // 55
Octets nas_port_type(std::uint32_t type);                            // 61
Octets imsi(std::string_view digits);                                // 3GPP 1
Octets imeisv(std::string_view digits);                              // 3GPP 20
Octets rat_type(std::uint8_t type);                                  // 3GPP 21
Octets user_location(std::span<const std::uint8_t> value);           // 3GPP 22

Octets packet(std::uint8_t code, const Attributes& attributes, const Head& head = {});
Octets accounting_request(const Attributes& attributes, const Head& head = {});
Octets access_request(const Attributes& attributes, const Head& head = {});

}  // namespace celltally::radius
