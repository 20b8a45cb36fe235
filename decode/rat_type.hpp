#pragma once

#include <cstdint>

namespace celltally {

// Radio access technologies as GTP, RADIUS and the 3GPP-RAT-Type of Diameter number them
// (TS 29.274 8.17, TS 29.060 7.7.50, TS 29.061 16.4.7.2).

// NB-IoT (8) and LTE-M (9), and both by satellite (15 to 22): things, not people.
constexpr bool is_rat_of_machines(std::uint8_t type) noexcept {
  return type == 8 || type == 9 || (type >= 15 && type <= 22);
}

// WLAN (3) and virtual (7); above 100 IEEE 802.16's and 3GPP2's: a cell of 3GPP is then where the
// device was.
constexpr bool is_rat_of_others(std::uint8_t type) noexcept {
  return type == 3 || type == 7 || type > 100;
}

}  // namespace celltally
