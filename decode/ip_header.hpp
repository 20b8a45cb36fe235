#pragma once

#include <optional>

#include "decode/ip_packet.hpp"
#include "decode/link_payload.hpp"
#include "decode/packet_outcome.hpp"

namespace celltally {

// Reads an IPv4 header with its options (RFC 791) or an IPv6 header with at most 16 extension
// headers (RFC 8200), Authentication Header included (RFC 4302). The headers' total length rules
// the payload, never the frame's; a total length of zero (segmentation offload) means what was
// captured. Returns where the packet ended, or nothing when `ip` is filled.
// REQUIRES: payload.type is ipv4 or ipv6.
std::optional<PacketOutcome> read_ip(const LinkPayload& payload, IpPacket& ip) noexcept;

}  // namespace celltally
