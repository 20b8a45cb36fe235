#pragma once

#include "simulate/packet_template.hpp"

namespace celltally {

// The packets of a BusyNetwork: Ethernet frames of the usual content and size.
struct S11Templates {
  PacketTemplate create_session_request;
  PacketTemplate create_session_response;
  PacketTemplate modify_bearer_request;
  PacketTemplate modify_bearer_response;
  PacketTemplate release_access_bearers_request;
  PacketTemplate release_access_bearers_response;
  PacketTemplate user_data;  // GTP-U
};

S11Templates s11_templates();

}  // namespace celltally
