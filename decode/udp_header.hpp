#pragma once

#include <optional>

#include "decode/datagram.hpp"
#include "decode/ip_packet.hpp"
#include "decode/packet_outcome.hpp"
#include "decode/udp_ports.hpp"

namespace celltally {

// What the ports say the datagram is for, SCTP in it being signalling; nothing when the packet ends
// before them.
std::optional<UdpPurpose> read_udp_purpose(const IpPacket& ip) noexcept;

// Reads the UDP header (RFC 768). GTP-U is recognised as soon as there are ports. Returns where the
// packet ended, or nothing when `datagram` is filled.
std::optional<PacketOutcome> read_udp_header(const IpPacket& ip, Datagram& datagram) noexcept;

}  // namespace celltally
