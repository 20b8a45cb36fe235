#pragma once

#include <string_view>

#include "simulate/octets.hpp"
#include "vocabulary/plmn.hpp"

namespace celltally {

// Decimal digits, low nibble first, filler f at the end when their number is odd (TS 29.002
// TBCD-STRING).
Octets tbcd(std::string_view digits);

// The three octets of a PLMN (TS 24.008 10.5.1.13).
Octets plmn_octets(Plmn plmn);

// "208-93" or "999-070". REQUIRES: it is such a text.
Plmn plmn(std::string_view text);

}  // namespace celltally
