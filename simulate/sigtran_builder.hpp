#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "simulate/octets.hpp"

// Builders of M3UA (RFC 4666), SUA (RFC 3868) and SCCP (ITU-T Q.713) messages: each is a function
// of what goes into it.
//
//   m3ua({}, connection_request(1, kRanap, octets))
//
// Independent of the product's decoder on purpose. Nothing is checked: wrong messages can be built.
namespace celltally::sigtran {

inline constexpr std::uint8_t kRanap = 142;  // subsystem numbers (TS 23.003 8.2)
inline constexpr std::uint8_t kBssap = 254;

// From which signalling point to which, and for which user of MTP.
struct Route {
  std::uint32_t origin = 1;
  std::uint32_t destination = 2;
  std::uint8_t service = 3;  // SCCP
  std::uint8_t network = 2;
};

Octets parameter(std::uint16_t tag, std::span<const std::uint8_t> value);  // padded
// M3UA and SUA.
Octets message(std::uint8_t message_class, std::uint8_t type,
               const std::vector<Octets>& parameters);

Octets protocol_data(const Route& route, std::span<const std::uint8_t> user);  // a parameter
Octets m3ua(const Route& route, std::span<const std::uint8_t> user);           // DATA

// SCCP. References have 24 bits. Data that is empty is left out where it is optional.
Octets connection_request(std::uint32_t source, std::uint8_t subsystem,
                          std::span<const std::uint8_t> data);
Octets connection_confirm(std::uint32_t destination, std::uint32_t source,
                          std::span<const std::uint8_t> data = {});
Octets connection_refused(std::uint32_t destination);
Octets released(std::uint32_t destination, std::uint32_t source,
                std::span<const std::uint8_t> data = {});
Octets release_complete(std::uint32_t destination, std::uint32_t source);
Octets error(std::uint32_t destination);  // "unassigned destination local reference"
Octets inactivity_test(std::uint32_t destination, std::uint32_t source);
Octets data_form_1(std::uint32_t destination, std::span<const std::uint8_t> data,
                   bool more = false);
Octets data_form_2(std::uint32_t destination, std::span<const std::uint8_t> data,
                   bool more = false);
Octets unitdata(std::uint8_t subsystem, std::span<const std::uint8_t> data);

// Which piece of a message it is.
struct Segment {
  bool first = true;
  std::uint8_t left = 0;  // after it
  std::uint32_t reference = 1;
};
Octets extended_unitdata(std::uint8_t subsystem, std::span<const std::uint8_t> data,
                         std::optional<Segment> segment = {});
Octets long_unitdata(std::uint8_t subsystem, std::span<const std::uint8_t> data,
                     std::optional<Segment> segment = {});

// SUA.
Octets sua_connection_request(std::uint32_t source, std::uint8_t subsystem,
                              std::span<const std::uint8_t> data);               // CORE
Octets sua_connection_confirm(std::uint32_t destination, std::uint32_t source);  // COAK
Octets sua_released(std::uint32_t destination, std::uint32_t source);            // RELRE
Octets sua_error(std::uint32_t destination);                                     // COERR
Octets sua_inactivity_test(std::uint32_t destination, std::uint32_t source);     // COIT
Octets sua_data(std::uint32_t destination, std::span<const std::uint8_t> data,
                bool more = false);                                               // CODT
Octets sua_unitdata(std::uint8_t subsystem, std::span<const std::uint8_t> data);  // CLDT

}  // namespace celltally::sigtran
