#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "simulate/octets.hpp"

// Builders of Gb over IP: NS (TS 48.016), BSSGP (TS 48.018), LLC (TS 44.064). Each element is a
// function, a PDU is a list of them. Places are texts: a cell is "rai:001-01-0101-06" and its
// number. Nothing is checked.
namespace celltally::bssgp {

using Elements = std::vector<Octets>;

Octets element(std::uint8_t identifier, std::span<const std::uint8_t> value);
Octets cell(std::string_view rai, std::uint16_t number);  // 08
Octets imsi(std::string_view digits);                     // 0d
Octets llc(std::span<const std::uint8_t> frame);          // 0e
Octets lai(std::string_view place);                       // 10
Octets rai(std::string_view place);                       // 1b
Octets tlli(std::uint32_t number);                        // 1f
Octets tmsi(std::uint32_t number);                        // 20

// NS PDUs.
Octets ns(std::uint8_t type);
Octets pdu(std::uint8_t type, const Elements& elements);  // in NS-UNITDATA of BVCI 2
Octets ul_unitdata(std::uint32_t tlli, const Elements& elements);
Octets dl_unitdata(std::uint32_t tlli, const Elements& elements);

// Frames of LLC, with their check sequence.
Octets ui_frame(std::uint8_t sapi, std::span<const std::uint8_t> message, std::uint16_t number = 0,
                bool ciphered = false);

// A message of GMM in an uplink frame of the usual kind.
Octets uplink(std::uint32_t tlli, std::string_view rai, std::uint16_t number,
              std::span<const std::uint8_t> gmm);

}  // namespace celltally::bssgp
