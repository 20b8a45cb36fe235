#pragma once

#include <optional>

#include "capture/packet.hpp"
#include "decode/link_payload.hpp"
#include "decode/packet_outcome.hpp"

namespace celltally {

// Both return where the packet ended, or nothing when it goes on in `payload`.

// Takes off the header that the capture's link type puts first; an Ethernet header stays on.
// REQUIRES: the link type is not gtp_c, which has no link layer.
std::optional<PacketOutcome> open_link(const Packet& packet, LinkPayload& payload) noexcept;

// Takes off Ethernet header, VLAN tags (at most 4), MPLS labels (at most 16) and PPPoE, down to IP,
// or to the Ethernet frame inside a pseudowire.
std::optional<PacketOutcome> open_frame(LinkPayload& payload) noexcept;

}  // namespace celltally
