#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "simulate/octets.hpp"

// Builders of SIP messages of the IMS (RFC 3261, TS 24.229): a start line, headers in order, a
// body. Independent of the product's decoder on purpose. Nothing is checked: wrong messages can be
// built.
namespace celltally::sip {

// "208930000000001@ims.mnc093.mcc208.3gppnetwork.org" (TS 23.003 13.3). `plmn` is "208-93".
std::string private_identity(std::string_view imsi, std::string_view plmn);

// The digits of a cell as P-Access-Network-Info has them, of "tai:208-93-3039" and
// "ecgi:208-93-1234501": "2089330391234501".
std::string cell_digits(std::string_view area, std::string_view cell);

using Headers = std::initializer_list<std::string_view>;  // "From: ..."

Octets request(std::string_view method, const Headers& headers, std::string_view body = {});
Octets response(std::uint16_t status, const Headers& headers, std::string_view body = {});

}  // namespace celltally::sip
