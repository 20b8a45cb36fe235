#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "simulate/node_address.hpp"
#include "simulate/octets.hpp"
#include "vocabulary/place.hpp"

// Builders of GTPv1-C messages (TS 29.060), in the manner of gtpv2_builder.hpp. Elements with a
// type below 128 have a fixed length and no length field (TV), the others have one (TLV); a message
// lists them in ascending order of type.
namespace celltally::gtpv1 {

using Elements = std::vector<Octets>;

struct Head {
  std::uint32_t teid = 0;
  std::uint16_t sequence = 1;
};

Octets tv(std::uint8_t type, std::span<const std::uint8_t> value);
Octets tlv(std::uint8_t type, std::span<const std::uint8_t> value);
Octets cause(std::uint8_t value);                                // 1; 128 request accepted
Octets imsi(std::string_view digits);                            // 2
Octets rai(std::string_view place);                              // 3; "rai:001-01-0505-06"
Octets tlli(std::uint32_t tlli);                                 // 4
Octets p_tmsi(std::uint32_t p_tmsi);                             // 5
Octets recovery(std::uint8_t restart_counter);                   // 14
Octets selection_mode(std::uint8_t mode);                        // 15
Octets teid_data(std::uint32_t teid);                            // 16
Octets teid_control(std::uint32_t teid);                         // 17
Octets teardown(bool whole_session);                             // 19
Octets nsapi(std::uint8_t nsapi);                                // 20
Octets charging_characteristics(std::uint16_t characteristics);  // 26
Octets charging_id(std::uint32_t id);                            // 127
Octets end_user_address();                            // 128: IPv4, to be given by the network
Octets end_user_address(const NodeAddress& address);  // 128: IPv4
Octets apn(std::string_view name);                    // 131
Octets gsn_address(const NodeAddress& address);       // 133; first control plane, then user plane
Octets msisdn(std::string_view digits);               // 134, international number
Octets qos();                                         // 135
Octets rat(std::uint8_t type);                        // 151; 1 UTRAN, 2 GERAN
Octets uli(std::string_view place);                   // 152; one CGI, SAI or RAI
Octets time_zone(std::uint8_t zone, std::uint8_t daylight_saving);  // 153
Octets imeisv(std::string_view digits);                             // 154

Octets message(std::uint8_t type, const Elements& elements, const Head& head = {});
Octets echo_request(const Elements& elements, const Head& head = {});
Octets echo_response(const Elements& elements, const Head& head = {});
Octets create_pdp_context_request(const Elements& elements, const Head& head = {});
Octets create_pdp_context_response(const Elements& elements, const Head& head = {});
Octets update_pdp_context_request(const Elements& elements, const Head& head = {});
Octets update_pdp_context_response(const Elements& elements, const Head& head = {});
Octets delete_pdp_context_request(const Elements& elements, const Head& head = {});
Octets delete_pdp_context_response(const Elements& elements, const Head& head = {});
Octets ms_info_change_request(const Elements& elements, const Head& head = {});
Octets ms_info_change_response(const Elements& elements, const Head& head = {});

// A user-plane packet (T-PDU, message type 255) without a sequence number.
Octets t_pdu(std::uint32_t teid, std::span<const std::uint8_t> inner);

}  // namespace celltally::gtpv1
