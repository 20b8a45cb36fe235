#pragma once

#include <cstdint>

#include "decode/f_teid.hpp"
#include "vocabulary/place.hpp"

namespace celltally {

// What the elements of one GTPv2-C message say that decides about its kind and presence. A place is
// public knowledge; no identity is here.
struct Gtpv2Facts {
  Place cell;  // of the user location
  Place area;
  Place target_cell;  // of a handover
  Place target_area;
  Place access_point;  // Wi-Fi
  Place wlan;          // Wi-Fi too, as an ePDG heard of it (instance 1)

  std::uint32_t sender_interface = FTeid::kNone;  // of the sender's F-TEID (instance 0)
  std::uint8_t rat_type = 0;                      // TS 29.274 8.17
  std::uint8_t pgw_first = 0;  // the PGW's ends (instance 1) among those that are announced
  std::uint8_t pgw_ends = 0;
  std::uint8_t linked_bearer = 0;  // EBI: the default bearer of one PDN connection

  bool user_location_seen = false;  // instance 0, the device's; 1 is a copy for charging
  bool charging_location_seen = false;
  bool location_time_seen = false;  // the place was kept from that time on
  bool imsi_seen = false;           // also one that cannot be read
  bool operation_indication = false;
  bool scope_indication = false;
  bool sender_end_given = false;  // the sender's F-TEID has a TEID: it is a new end of the session
  bool pgw_session_exists = false;  // the PGW's end (F-TEID instance 1) has a TEID already
  bool radio_user_plane = false;    // a bearer's end at the radio side was given
  bool incomplete = false;          // more was sent than could be read

  constexpr bool has_user_location() const noexcept {
    return user_location_seen || charging_location_seen;
  }
};

}  // namespace celltally
