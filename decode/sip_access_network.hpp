#pragma once

#include <cstdint>
#include <span>

#include "decode/location.hpp"

namespace celltally {

// What one P-Access-Network-Info or Cellular-Network-Info says (TS 24.229 7.2A.4, 7.2A.15).
struct SipAccessNetwork {
  Location location;
  bool network_provided = false;  // not from the device: from what the network knew
};

// Reads a header value. Of several, separated by commas, the first that comes from the device and
// names a place is taken; else the first that names one. The places stand in it as digits without
// anything between them: the number of them tells whether the MNC has two or three.
SipAccessNetwork read_sip_access_network(std::span<const std::uint8_t> value) noexcept;

}  // namespace celltally
