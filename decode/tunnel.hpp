#pragma once

#include <optional>

#include "decode/datagram.hpp"
#include "decode/ip_packet.hpp"
#include "decode/link_payload.hpp"
#include "decode/packet_outcome.hpp"

namespace celltally {

// Mirror tunnels: what a switch, a router or a virtual tap puts around the packet that it copies.
// Both return where the packet ended, or nothing when it goes on in `inner`.

// IP in IP (RFC 2003, RFC 4213), GRE (RFC 2784, RFC 2890), ERSPAN I to III
// (draft-foschiano-erspan-03). Other protocols are other_traffic, ESP is encrypted. Of a fragmented
// tunnel packet the first fragment is read as far as it goes.
std::optional<PacketOutcome> open_ip_tunnel(const IpPacket& ip, LinkPayload& inner) noexcept;

// VXLAN (RFC 7348) and GENEVE (RFC 8926). REQUIRES: the destination port is one of theirs.
std::optional<PacketOutcome> open_udp_tunnel(const Datagram& datagram, LinkPayload& inner) noexcept;

}  // namespace celltally
