#pragma once

#include <cstdint>

#include "simulate/node_address.hpp"

namespace celltally {

// From whom to whom a datagram goes. Both addresses are of one family.
struct UdpFlow {
  static constexpr std::uint16_t kGtpControl = 2123;
  static constexpr std::uint16_t kGtpUser = 2152;

  NodeAddress source;
  NodeAddress destination;
  std::uint16_t source_port = kGtpControl;
  std::uint16_t destination_port = kGtpControl;

  UdpFlow reversed() const noexcept { return {destination, source, destination_port, source_port}; }
};

}  // namespace celltally
