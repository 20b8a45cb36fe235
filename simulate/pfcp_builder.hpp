#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "simulate/node_address.hpp"
#include "simulate/octets.hpp"

// Builders of PFCP messages (TS 29.244): each information element is a function, a grouped one
// takes those inside it.
//
//   session(50, 0, 1, {f_seid(7, {node("192.0.2.1")}), user_id({.imsi = "001010000000001"})})
//
// Independent of the product's decoder on purpose. Nothing is checked: wrong messages can be built.
namespace celltally::pfcp {

using Elements = std::vector<Octets>;

Octets element(std::uint16_t type, std::span<const std::uint8_t> value);
Octets group(std::uint16_t type, const Elements& elements);

Octets cause(std::uint8_t value);             // 19; 1 accepted
Octets source_interface(std::uint8_t value);  // 20; 0 access, 1 core
Octets f_teid(std::uint32_t teid, const std::vector<NodeAddress>& addresses);  // 21
Octets f_teid_to_choose();
Octets network_instance(std::string_view name);                                // 22; as text
Octets f_seid(std::uint64_t seid, const std::vector<NodeAddress>& addresses);  // 57
Octets node_id(const NodeAddress& address);                                    // 60
Octets ue_address(const std::vector<NodeAddress>& addresses);                  // 93
Octets recovery_time_stamp(std::uint32_t seconds);                             // 96
Octets apn_dnn(std::string_view name);    // 159; "iot.example", as labels
Octets s_nssai(std::uint8_t slice_type);  // 257

// User ID (141); what is empty is not in it.
struct User {
  std::string_view imsi{};
  std::string_view imei{};
  std::string_view msisdn{};
  std::string_view nai{};
};
Octets user_id(const User& user);

// A rule to detect packets, as it is to be made: towards whom, and its tunnel or the device's
// address or both.
Octets create_pdr(std::uint8_t interface, const Elements& elements);
Octets created_pdr(const Elements& elements);

// Of a session, with a SEID in the header; of a node, without.
Octets session(std::uint8_t type, std::uint64_t seid, std::uint32_t sequence,
               const Elements& elements, bool follow_on = false);
Octets node_message(std::uint8_t type, std::uint32_t sequence, const Elements& elements);

}  // namespace celltally::pfcp
