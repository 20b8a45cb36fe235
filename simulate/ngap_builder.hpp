#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "simulate/node_address.hpp"
#include "simulate/octets.hpp"

// Builders of NGAP messages (TS 38.413 9.4, ALIGNED PER): each information element is a function, a
// message is a list of them.
//
//   initiating(46, {amf_ue(7), ran_ue(9), nas(message), location("ncgi:...", "tai:...")})
//
// Independent of the product's decoder on purpose. Nothing is checked: wrong messages can be built.
namespace celltally::ngap {

using Elements = std::vector<Octets>;

// An octet string, or the value of an element, behind its length. REQUIRES: less than 16 KiB.
Octets with_length(std::span<const std::uint8_t> value);
// A number behind how many octets it has less one, which stands in the bits from `shift` on.
Octets number(std::uint64_t value, int shift, std::uint8_t head = 0);
Octets element(std::uint16_t id, std::span<const std::uint8_t> value);

Octets amf_ue(std::uint64_t id);                                      // 10
Octets cause(std::uint8_t group, std::uint8_t value);                 // 15; of the first release
Octets cause_of_later_release(std::uint8_t group, std::uint8_t add);  // the first of them is 0
Octets eutra_cgi(std::string_view cell);                              // 25; "ecgi:001-01-0000101"
Octets s_tmsi(std::uint16_t set_pointer, std::uint32_t tmsi);         // 26
Octets nas(std::span<const std::uint8_t> message);                    // 38
Octets new_amf_ue(std::uint64_t id);                                  // 40
Octets ran_ue(std::uint32_t id);                                      // 85
Octets source_amf_ue(std::uint64_t id);                               // 100
Octets ue_ids(std::uint64_t amf, std::uint32_t ran);                  // 114
Octets ue_ids(std::uint64_t amf);
Octets paging_identity(std::uint16_t set_pointer, std::uint32_t tmsi);  // 115
Octets tai(std::string_view area);                                      // 213

// Target ID (105): a gNB with an id of so many bits, and the tracking area selected there.
Octets target_gnb(int bits, std::uint32_t id, std::string_view area);
Octets target_ng_enb(std::uint32_t macro_id, std::string_view area);

// User Location Information (121): NR or E-UTRA by the cell's kind.
struct LocationParts {
  bool timestamp = false;
  bool cell_extensions = false;  // of the cell's identity
  bool ps_cell = false;          // among the extensions of the whole
};
Octets location(std::string_view cell, std::string_view area, const LocationParts& parts = {});
Octets location_over_wifi(const NodeAddress& address);  // N3IWF
Octets location_of_fixed_line();                        // W-AGF, of a later release

// One PDU session in a list.
struct Session {
  std::uint8_t id = 1;
  std::vector<NodeAddress> upf{};  // none, one, or IPv4 and IPv6
  std::uint32_t teid = 0;
  Octets nas{};                 // to the device
  std::uint8_t slice_type = 1;  // SST of S-NSSAI
  bool slice_with_sd = false;   // S-NSSAI has a slice differentiator
  bool with_extensions = false;
};
Octets sessions_in_context(std::span<const Session> sessions);   // 71
Octets sessions_in_handover(std::span<const Session> sessions);  // 73
Octets sessions_to_set_up(std::span<const Session> sessions);    // 74
Octets sessions_to_modify(std::span<const Session> sessions);    // 64
Octets sessions_switched(std::span<const Session> sessions);     // 77

// Reset Type (88).
struct Connection {
  std::optional<std::uint64_t> amf{};
  std::optional<std::uint32_t> ran{};
};
Octets reset_all();
Octets reset_only(std::span<const Connection> connections);

Octets message(std::uint8_t outcome, std::uint8_t procedure, const Elements& elements);
Octets initiating(std::uint8_t procedure, const Elements& elements);
Octets successful(std::uint8_t procedure, const Elements& elements);
Octets unsuccessful(std::uint8_t procedure, const Elements& elements);

}  // namespace celltally::ngap
