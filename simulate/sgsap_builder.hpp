#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>

#include "simulate/octets.hpp"

// Builders of SGsAP messages (TS 29.118 8 and 9), to go into SCTP: each element is a function, a
// message is a type and its elements. Independent of the product's decoder on purpose. Nothing is
// checked: wrong messages can be built.
namespace celltally::sgsap {

Octets element(std::uint8_t type, std::span<const std::uint8_t> value);
Octets imsi(std::string_view digits);                         // 01
Octets tmsi(std::uint32_t tmsi);                              // 03
Octets lai(std::string_view place);                           // 04; "lai:001-01-0505"
Octets sgs_cause(std::uint8_t value);                         // 08
Octets mme_name(std::string_view name);                       // 09
Octets eps_location_update_type(std::uint8_t type);           // 0a; 1 IMSI attach, 2 normal
Octets mobile_identity_tmsi(std::uint32_t tmsi);              // 0e
Octets mobile_identity_imsi(std::string_view digits);         // 0e
Octets reject_cause(std::uint8_t value);                      // 0f
Octets detach_from_eps(std::uint8_t type);                    // 10
Octets detach_from_non_eps(std::uint8_t type);                // 11; 1 UE, 2 combined, 3 implicit
Octets imeisv(std::string_view digits);                       // 15; 16 digits
Octets nas_container(std::span<const std::uint8_t> message);  // 16
Octets service_indicator(std::uint8_t service);               // 20; 1 call, 2 text
Octets tai(std::string_view place);                           // 23; "tai:001-01-3039"
Octets ecgi(std::string_view place);                          // 24; "ecgi:001-01-1234501"
Octets emm_mode(std::uint8_t mode);                           // 25; 0 idle, 1 connected

Octets message(std::uint8_t type, std::initializer_list<Octets> elements);

}  // namespace celltally::sgsap
