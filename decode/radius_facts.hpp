#pragma once

#include <cstdint>
#include <span>

#include "vocabulary/place.hpp"

namespace celltally {

// What attributes say that only makes sense together with others, which come in any order. Borrows
// the packet's octets.
struct RadiusFacts {
  std::span<const std::uint8_t> session_id;
  std::span<const std::uint8_t> nas_address;  // four octets, sixteen, or none
  std::span<const std::uint8_t> nas_identifier;
  std::span<const std::uint8_t> ipv4_address;  // of the device: four octets, or none
  std::span<const std::uint8_t> ipv6_prefix;   // eight octets, or none

  Place access_point;             // of Wi-Fi: the BSSID, without the network's name
  std::uint64_t device_mac = 0;   // 48 bits; 0: none
  std::uint32_t status_type = 0;  // Acct-Status-Type
  std::uint32_t delay_s = 0;      // since what is told
  std::uint32_t session_time_s = 0;
  std::uint32_t event_time = 0;     // Unix seconds; 0: none
  std::uint32_t location_time = 0;  // likewise; 0: the location has no time of its own

  bool imsi_certain = false;  // it is 3GPP-IMSI, not a User-Name
  bool wifi = false;          // IEEE 802.11, by the type of port or the address of the AP
  bool wlan = false;          // of a mobile network's gateway: not in its own radio
  bool last_bearer = false;   // the address goes with this session
};

}  // namespace celltally
