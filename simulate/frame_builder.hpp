#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <vector>

#include "simulate/node_address.hpp"
#include "simulate/octets.hpp"
#include "simulate/udp_flow.hpp"

namespace celltally {

// What goes around a message on the wire, with right lengths and checksums: UDP (RFC 768), IPv4
// (RFC 791), IPv6 (RFC 8200), Ethernet with any number of VLAN tags (IEEE 802.1Q).

// An IP packet, of the family of the flow's addresses.
Octets udp_packet(const UdpFlow& flow, std::span<const std::uint8_t> payload);

// The same cut into IP fragments of at most `data_octets` octets of UDP each, in order.
// REQUIRES: data_octets is a positive multiple of 8.
std::vector<Octets> udp_fragments(const UdpFlow& flow, std::span<const std::uint8_t> payload,
                                  std::size_t data_octets, std::uint16_t identification);

// The frame around an IPv4 packet without options or VLAN tags as frames around its fragments.
// REQUIRES: likewise.
std::vector<Octets> frame_fragments(std::span<const std::uint8_t> frame, std::size_t data_octets,
                                    std::uint16_t identification);

// An IP packet around an SCTP packet, of the family of the addresses.
Octets sctp_packet(const NodeAddress& source, const NodeAddress& destination,
                   std::span<const std::uint8_t> sctp);

// An IP packet around a TCP segment, whose checksum is put in.
Octets tcp_packet(const NodeAddress& source, const NodeAddress& destination,
                  std::span<const std::uint8_t> segment);

// An IPv4 packet around GRE.
Octets gre_packet(const NodeAddress& source, const NodeAddress& destination,
                  std::span<const std::uint8_t> gre);

// A frame around an IP packet, outermost VLAN first.
Octets ethernet(std::span<const std::uint8_t> ip_packet,
                std::initializer_list<std::uint16_t> vlans = {});

// A frame around a message: the usual case.
Octets udp_frame(const UdpFlow& flow, std::span<const std::uint8_t> payload);

}  // namespace celltally
