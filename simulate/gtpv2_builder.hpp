#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "simulate/node_address.hpp"
#include "simulate/octets.hpp"
#include "vocabulary/place.hpp"
#include "vocabulary/plmn.hpp"

// Builders of GTPv2-C messages (TS 29.274): each element is a function, a message is a list of
// them, so that a test says only what it is about:
//
//   create_session_request({imsi("001010123456789"), uli({"tai:001-01-3039",
//   "ecgi:001-01-1234501"})})
//
// Independent of the product's decoder on purpose. Nothing is checked: wrong messages can be built.
namespace celltally::gtpv2 {

using Elements = std::vector<Octets>;

// F-TEID interface types (TS 29.274 8.22).
enum class Interface : std::uint8_t {
  s1u_enb = 0,
  s1u_sgw = 1,
  s5_u_sgw = 4,
  s5_u_pgw = 5,
  s5_c_sgw = 6,
  s5_c_pgw = 7,
  s11_mme = 10,
  s11_sgw = 11,
  s10_mme = 12,
  s4_c_sgsn = 17,
};

// The header's fields. Without a TEID the header is 8 octets (Echo).
struct Head {
  std::optional<std::uint32_t> teid = 0;
  std::uint32_t sequence = 1;  // 24 bits
};

// Elements. `instance` tells several of one type apart.
Octets element(std::uint8_t type, std::span<const std::uint8_t> value, std::uint8_t instance = 0);
Octets imsi(std::string_view digits);
Octets msisdn(std::string_view digits);
Octets mei(std::string_view digits);
Octets cause(std::uint8_t value);
Octets recovery(std::uint8_t restart_counter);
Octets apn(std::string_view name);
Octets ambr(std::uint32_t uplink_kbps, std::uint32_t downlink_kbps);
Octets ebi(std::uint8_t bearer_id);
Octets indication(std::initializer_list<std::uint8_t> flags);  // octets 5, 6, ... of 8.12
Octets paa(const NodeAddress& address);                        // IPv4 only
Octets bearer_qos();
Octets rat(std::uint8_t type);  // 6 E-UTRAN, 8 NB-IoT, 9 LTE-M
Octets serving_network(Plmn plmn);
Octets pdn_type(std::uint8_t type);
Octets selection_mode(std::uint8_t mode);
Octets apn_restriction(std::uint8_t type);
Octets time_zone(std::uint8_t zone, std::uint8_t daylight_saving);
Octets guti(Plmn plmn, std::uint16_t mme_group, std::uint8_t mme_code, std::uint32_t m_tmsi);
Octets uli_timestamp(std::uint32_t ntp_seconds);
Octets target_macro_enb(Plmn plmn, std::uint32_t enb, std::uint16_t tac);

// User Location Information (8.21): any of CGI, SAI, RAI, TAI, ECGI, LAI, macro eNB and extended
// macro eNB, each at most once, written in the order of the clause. Texts are those of Place.
Octets uli(std::span<const Place> places, std::uint8_t instance = 0);
Octets uli(std::initializer_list<std::string_view> places, std::uint8_t instance = 0);

// F-TEID (8.22) with one address, or with an IPv4 and an IPv6 one.
Octets fteid(Interface interface, std::uint32_t teid, const NodeAddress& address,
             std::uint8_t instance = 0);
Octets fteid(Interface interface, std::uint32_t teid, const NodeAddress& v4, const NodeAddress& v6,
             std::uint8_t instance = 0);

Octets bearer_context(const Elements& elements, std::uint8_t instance = 0);

// Messages. `type` is that of TS 29.274 table 6.1-1.
Octets message(std::uint8_t type, const Elements& elements, const Head& head = {});
Octets echo_request(const Elements& elements, std::uint32_t sequence = 1);
Octets echo_response(const Elements& elements, std::uint32_t sequence = 1);
Octets create_session_request(const Elements& elements, const Head& head = {});
Octets create_session_response(const Elements& elements, const Head& head = {});
Octets modify_bearer_request(const Elements& elements, const Head& head = {});
Octets modify_bearer_response(const Elements& elements, const Head& head = {});
Octets delete_session_request(const Elements& elements, const Head& head = {});
Octets delete_session_response(const Elements& elements, const Head& head = {});
Octets change_notification_request(const Elements& elements, const Head& head = {});
Octets change_notification_response(const Elements& elements, const Head& head = {});
Octets create_bearer_request(const Elements& elements, const Head& head = {});
Octets create_bearer_response(const Elements& elements, const Head& head = {});
Octets release_access_bearers_request(const Elements& elements, const Head& head = {});
Octets release_access_bearers_response(const Elements& elements, const Head& head = {});
Octets downlink_data_notification(const Elements& elements, const Head& head = {});
Octets downlink_data_notification_acknowledge(const Elements& elements, const Head& head = {});

// Two messages in one datagram: sets the piggybacking flag of the first (5.5.1).
Octets piggyback(Octets first, std::span<const std::uint8_t> second);

}  // namespace celltally::gtpv2
