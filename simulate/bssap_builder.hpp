#pragma once

#include <cstdint>
#include <initializer_list>
#include <span>
#include <string_view>
#include <vector>

#include "simulate/octets.hpp"

// Builders of BSSAP messages (TS 48.006, TS 48.008): each element is a function, a message is a
// list of them. Places are texts: "cgi:001-01-0101-0202". Nothing is checked.
namespace celltally::bssap {

using Elements = std::vector<Octets>;

Octets element(std::uint8_t identifier, std::span<const std::uint8_t> value);  // with a length
Octets cause(std::uint16_t number);                          // 04; of two octets above 7f
Octets cell(std::string_view cgi);                           // 05
Octets cell_in_area(std::uint16_t lac, std::uint16_t cell);  // 05, without the network
Octets imsi(std::string_view digits);                        // 08
Octets tmsi(std::uint32_t number);                           // 09
Octets layer_3(std::span<const std::uint8_t> nas);           // 17
Octets cells(std::initializer_list<std::string_view> cgis);  // 1a
Octets areas(std::initializer_list<std::string_view> lais);  // 1a
Octets contents(std::span<const std::uint8_t> layer_3);      // 20

Octets bssmap(std::uint8_t type, const Elements& elements);
Octets dtap(std::span<const std::uint8_t> nas, std::uint8_t dlci = 0);
Octets complete_layer_3(std::string_view cgi, std::span<const std::uint8_t> nas);
Octets paging(std::string_view digits, const Elements& more);  // by IMSI

}  // namespace celltally::bssap
