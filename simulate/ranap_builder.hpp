#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "simulate/octets.hpp"

// Builders of RANAP messages (TS 25.413) in ALIGNED PER: each element is a function, a message is a
// list of them. Places are texts: "lai:001-01-0303", "sai:001-01-0303-0404". Nothing is checked.
namespace celltally::ranap {

using Elements = std::vector<Octets>;

inline constexpr std::uint8_t kInitiating = 0x00;
inline constexpr std::uint8_t kSuccessful = 0x20;
inline constexpr std::uint8_t kUnsuccessful = 0x40;
inline constexpr std::uint8_t kOutcome = 0x60;

Octets element(std::uint16_t id, std::span<const std::uint8_t> value);
Octets area_identity(std::string_view sai);         // 0
Octets domain(bool packet_switched);                // 3
Octets cause(std::uint16_t number);                 // 4; 1 to 512
Octets lai(std::string_view place);                 // 15
Octets nas(std::span<const std::uint8_t> message);  // 16
Octets paging_area(std::string_view lai_or_rai);    // 21
Octets imsi(std::string_view digits);               // 23
Octets rac(std::uint8_t code);                      // 55
Octets sai(std::string_view place);                 // 58
Octets target_rnc(std::string_view lai);            // 62
Octets target_cell(std::string_view cgi);           // 62
Octets paged_tmsi(std::uint32_t tmsi);              // 64
Octets paged_p_tmsi(std::uint32_t p_tmsi);          // 64

Octets message(std::uint8_t outcome, std::uint8_t procedure, const Elements& elements);
Octets initial_ue(const Elements& elements);       // 19
Octets direct_transfer(const Elements& elements);  // 20
Octets common_id(std::string_view digits);         // 15
Octets location_report(const Elements& elements);  // 18
Octets paging(const Elements& elements);           // 14
Octets iu_release_command(std::uint16_t cause);    // 1

}  // namespace celltally::ranap
