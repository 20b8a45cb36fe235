#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "simulate/node_address.hpp"
#include "simulate/octets.hpp"

// Builders of S1AP messages (TS 36.413) in ALIGNED PER: each element is a function, a message is a
// list of them.
//
//   uplink_nas_transport({mme_ue_id(5), enb_ue_id(7), nas_pdu(...), cell("ecgi:..."),
//   tai("tai:...")})
//
// Independent of the product's decoder on purpose. Nothing is checked: wrong messages can be built.
namespace celltally::s1ap {

using Elements = std::vector<Octets>;

// How a message's choice is numbered.
constexpr std::uint8_t kInitiating = 0;
constexpr std::uint8_t kSuccessful = 1;
constexpr std::uint8_t kUnsuccessful = 2;

// The core's end of a bearer, and the NAS message beside it.
struct Bearer {
  NodeAddress address;
  std::uint32_t teid = 0;
  Octets nas;
  bool guaranteed = false;  // with bit rates
};

// A length determinant in front of a value (ITU-T X.691 11.9).
Octets with_length(const Octets& value);

Octets element(std::uint16_t id, const Octets& value);
Octets mme_ue_id(std::uint32_t id);                                // 0
Octets cause(std::uint8_t group, std::uint8_t index);              // 2
Octets enb_ue_id(std::uint32_t id);                                // 8
Octets bearers_to_set_up(const std::vector<Bearer>& bearers);      // 16
Octets bearers_of_context(const std::vector<Bearer>& bearers);     // 24
Octets nas_pdu(const Octets& nas);                                 // 26
Octets paging_by_s_tmsi(std::uint8_t code, std::uint32_t m_tmsi);  // 43
Octets paging_by_imsi(std::string_view digits);                    // 43
Octets bearers_of_handover(const std::vector<Bearer>& bearers);    // 53
Octets tai(std::string_view place);                                // 67; "tai:001-01-0001"
Octets gummei(std::string_view plmn, std::uint16_t group, std::uint8_t code);  // 75
Octets source_mme_ue_id(std::uint32_t id);                                     // 88
Octets reset_all();                                                            // 92
Octets reset_of(const std::vector<Octets>& connections);                       // 92
Octets bearers_switched(const std::vector<Bearer>& bearers);                   // 95
Octets s_tmsi(std::uint8_t code, std::uint32_t m_tmsi);                        // 96
Octets ue_ids(std::uint32_t mme, std::uint32_t enb);                           // 99
Octets ue_ids(std::uint32_t mme);                                              // 99
Octets cell(std::string_view place);                                // 100; "ecgi:001-01-0000101"
Octets rrc_cause(std::uint8_t octet);                               // 134
Octets user_location(std::string_view cell, std::string_view tai);  // 189

// An item of reset_of(): what it has of the two.
Octets connection(std::uint32_t mme, std::uint32_t enb);
Octets connection_of_mme(std::uint32_t mme);
Octets connection_of_enb(std::uint32_t enb);

Octets message(std::uint8_t procedure, std::uint8_t outcome, const Elements& elements);
Octets initial_ue_message(const Elements& elements);
Octets uplink_nas_transport(const Elements& elements);
Octets downlink_nas_transport(const Elements& elements);
Octets initial_context_setup_request(const Elements& elements);
Octets ue_context_release_command(const Elements& elements);
Octets ue_context_release_complete(const Elements& elements);

}  // namespace celltally::s1ap
