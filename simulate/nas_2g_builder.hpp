#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "simulate/octets.hpp"

// Builders of NAS messages of 2G and 3G (TS 24.008): of MM, of GMM, and RR's Paging Response.
// Areas are texts of places: "lai:001-01-0101", "rai:001-01-0505-06". Nothing is checked.
namespace celltally::nas_2g {

// Mobile identities (10.5.1.4), without their length.
Octets imsi(std::string_view digits);
Octets imei(std::string_view digits);
Octets imeisv(std::string_view digits);
Octets tmsi(std::uint32_t number);

Octets location_area(std::string_view place);
Octets routing_area(std::string_view place);

// MM. Types: 0 normal, 1 periodic, 2 attach.
Octets location_updating_request(std::uint8_t type, std::string_view earlier_area,
                                 std::span<const std::uint8_t> identity);
Octets location_updating_accept(std::string_view area, std::span<const std::uint8_t> identity);
Octets location_updating_reject(std::uint8_t cause);
Octets imsi_detach(std::span<const std::uint8_t> identity);
Octets identity_response(std::span<const std::uint8_t> identity);
Octets tmsi_reallocation_command(std::string_view area, std::span<const std::uint8_t> identity);
Octets cm_service_request(std::uint8_t service, std::span<const std::uint8_t> identity);
// `earlier_area` may be empty.
Octets cm_reestablishment_request(std::string_view earlier_area,
                                  std::span<const std::uint8_t> identity);
Octets paging_response(std::span<const std::uint8_t> identity);
Octets ciphering_mode_complete(std::span<const std::uint8_t> identity);

// GMM.
Octets attach_request(std::uint8_t type, std::span<const std::uint8_t> identity,
                      std::string_view earlier_area);
Octets attach_accept(std::string_view area, std::uint32_t p_tmsi);
Octets attach_reject(std::uint8_t cause);
// Types: 0 normal, 3 periodic. A P-TMSI of 0 is left out.
Octets routing_area_update_request(std::uint8_t type, std::string_view earlier_area,
                                   std::uint32_t p_tmsi);
Octets routing_area_update_accept(std::string_view area, std::uint32_t p_tmsi);
Octets detach_request(std::uint8_t type, std::uint32_t p_tmsi);
Octets service_request(std::uint32_t p_tmsi);
Octets gmm_identity_response(std::span<const std::uint8_t> identity);
Octets p_tmsi_reallocation_command(std::uint32_t p_tmsi, std::string_view area);
Octets authentication_response(std::string_view imeisv);

}  // namespace celltally::nas_2g
