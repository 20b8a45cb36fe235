#pragma once

#include <cstdint>
#include <string_view>

namespace celltally {

// What sort of place an identity names (TS 23.003 clause 4 and 19). Order is part of Place's
// 64-bit key: append only, at most 15.
enum class PlaceKind : std::uint8_t {
  none = 0,
  cgi = 1,            // GSM cell: LAC, CI
  sai = 2,            // UMTS service area: LAC, SAC
  rai = 3,            // routing area: LAC, RAC
  lai = 4,            // location area: LAC
  tai = 5,            // LTE tracking area: TAC of 16 bits
  ecgi = 6,           // LTE cell: ECI of 28 bits
  ncgi = 7,           // NR cell: NCI of 36 bits
  tai_5gs = 8,        // 5G tracking area: TAC of 24 bits
  enb = 9,            // LTE site: macro eNB id of 20 bits
  enb_extended = 10,  // LTE site: SMeNB flag (0x800000) and an id of 18 or 21 bits
  wifi = 11,          // access point: its MAC address, no operator
  zone = 12,          // a part of the country, named by the operator: a number in PlaceNames
  site = 13,          // a mast with several cells, likewise
};

// The word before the colon in a place's text: "cgi", "tai", "enb" (both kinds), "wifi", ...
std::string_view to_text(PlaceKind kind) noexcept;

// Whether a device is *in* such a place (a cell, a site, an access point), rather than somewhere in
// a larger area.
constexpr bool is_cell(PlaceKind kind) noexcept {
  switch (kind) {
    case PlaceKind::cgi:
    case PlaceKind::sai:
    case PlaceKind::ecgi:
    case PlaceKind::ncgi:
    case PlaceKind::enb:
    case PlaceKind::enb_extended:
    case PlaceKind::wifi: return true;
    default: return false;
  }
}

}  // namespace celltally
