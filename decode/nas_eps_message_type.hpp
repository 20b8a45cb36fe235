#pragma once

#include <cstdint>

namespace celltally {

// The EMM messages that are read (TS 24.301 table 9.8.1).
enum class EmmMessage : std::uint8_t {
  attach_request = 0x41,
  attach_accept = 0x42,
  attach_reject = 0x44,
  detach_request = 0x45,
  detach_accept = 0x46,
  tau_request = 0x48,
  tau_accept = 0x49,
  tau_reject = 0x4b,
  extended_service_request = 0x4c,
  control_plane_service_request = 0x4d,
  service_reject = 0x4e,
  guti_reallocation_command = 0x50,
  identity_response = 0x56,
  authentication_failure = 0x5c,
  security_mode_complete = 0x5e,
  security_mode_reject = 0x5f,
  emm_status = 0x60,
  downlink_nas_transport = 0x62,
  uplink_nas_transport = 0x63,
};

}  // namespace celltally
