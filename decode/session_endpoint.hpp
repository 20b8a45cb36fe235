#pragma once

#include <cstdint>

#include "decode/ip_address.hpp"

namespace celltally {

// One end of a GTP control-plane tunnel: the node's address and the TEID that the node gave. It
// names one subscriber's session at that node (TS 29.274 4.1), so it is a temporary identifier:
// only the Tagger can look at it. Borrows the packet's bytes, as IpAddress does.
class SessionEndpoint {
 public:
  // Leaves an array of them uncleared; SessionEndpoint{} is not present.
  SessionEndpoint() = default;
  constexpr SessionEndpoint(IpAddress node, std::uint32_t teid) noexcept
      : node_octets_(node.octets),
        teid_(teid),
        node_length_(static_cast<std::uint32_t>(node.length)) {}

  // TEID 0 names nobody.
  constexpr bool present() const noexcept { return teid_ != 0; }

  bool is_at(const IpAddress& node) const noexcept {
    return IpAddress{node_octets_, node_length_} == node;
  }
  // Leaves no TEID behind.
  constexpr void forget() noexcept { teid_ = 0; }

  // The same TEID at another of its node's addresses.
  constexpr SessionEndpoint moved_to(IpAddress node) const noexcept { return {node, teid_}; }

 private:
  friend class Tagger;

  const std::uint8_t* node_octets_;
  std::uint32_t teid_;
  std::uint32_t node_length_;  // 4, 16, or 0 when the capture has no addresses
};

static_assert(sizeof(SessionEndpoint) == 16, "no padding, so that one load and one store copy it");

}  // namespace celltally
