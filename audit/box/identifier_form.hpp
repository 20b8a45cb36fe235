#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace celltally {

// One way in which an identifier could stand in a file or in memory.
struct IdentifierForm {
  std::string_view name;  // "swapped BCD in base64"
  std::string octets;     // six or more
};

// Every way that is looked for: ASCII and UTF-16; BCD, and BCD with its nibbles swapped as on the
// wire (TS 29.002 TBCD-STRING), each also backwards as a number of a little-endian machine; all of
// these in hexadecimal; in base64, wherever in its groups of three they begin; as a number of 64
// bits, either end first. Of an odd number of digits BCD goes without the last.
// REQUIRES: 12 to 19 decimal digits.
std::vector<IdentifierForm> identifier_forms(std::string_view digits);

}  // namespace celltally
