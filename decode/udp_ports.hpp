#pragma once

#include <cstdint>

namespace celltally {

// The UDP ports that decide what a datagram is for. Either side may hold the port, as requests go
// to it and answers come from it.
namespace udp_port {
inline constexpr std::uint16_t kGtpC = 2123;       // TS 29.274 4.2.1, TS 29.060 10.1.1
inline constexpr std::uint16_t kGtpU = 2152;       // TS 29.281 4.4.2
inline constexpr std::uint16_t kGtpPrime = 3386;   // TS 32.295, and GTPv0 (TS 09.60)
inline constexpr std::uint16_t kIpsecNatT = 4500;  // RFC 3948
inline constexpr std::uint16_t kVxlan = 4789;      // RFC 7348
inline constexpr std::uint16_t kGeneve = 6081;     // RFC 8926
inline constexpr std::uint16_t kSctp = 9899;       // RFC 6951
inline constexpr std::uint16_t kPfcp = 8805;       // TS 29.244 4.2.2
inline constexpr std::uint16_t kSip = 5060;        // RFC 3261 18
inline constexpr std::uint16_t kGb = 23000;        // NS over IP: usual, but the operator's choice
inline constexpr std::uint16_t kGbToo = 2157;      // NS over IP: on other equipment
}  // namespace udp_port

// A protocol beside GTP whose messages are datagrams.
enum class UdpProtocol : std::uint8_t { none, pfcp, radius, sip, gb };

constexpr UdpProtocol udp_protocol(std::uint16_t port) noexcept {
  switch (port) {
    case udp_port::kPfcp: return UdpProtocol::pfcp;
    case 1812:  // RFC 2865 3
    case 1813:  // RFC 2866 3
    case 1645:  // both, as they were before
    case 1646:
    case 3799: return UdpProtocol::radius;  // RFC 5176 2.1
    case udp_port::kSip: return UdpProtocol::sip;
    case udp_port::kGb:
    case udp_port::kGbToo: return UdpProtocol::gb;
    default: return UdpProtocol::none;
  }
}

// The destination's port goes first: an answer goes to any port at all, also another protocol's.
constexpr UdpProtocol udp_protocol(std::uint16_t source, std::uint16_t destination) noexcept {
  const UdpProtocol to = udp_protocol(destination);
  return to != UdpProtocol::none ? to : udp_protocol(source);
}

enum class UdpPurpose : std::uint8_t { user_plane, encrypted, tunnel, signalling, other };

constexpr bool is_udp_tunnel(std::uint16_t destination) noexcept {
  return destination == udp_port::kVxlan || destination == udp_port::kGeneve;
}

// RFC 6951 5.1. Asked only of what has no other purpose by its ports.
constexpr bool is_sctp_over_udp(std::uint16_t source, std::uint16_t destination) noexcept {
  return source == udp_port::kSctp || destination == udp_port::kSctp;
}

// Who answers on GTP-C sends from its port to any port at all, also to another protocol's. From the
// port of GTP-U to that of a tunnel it is rather a tunnel, whose source port is only a hash of what
// is inside (RFC 7348 5, RFC 8926 3.3).
constexpr UdpPurpose udp_purpose(std::uint16_t source, std::uint16_t destination) noexcept {
  const auto either = [&](std::uint16_t port) { return source == port || destination == port; };
  if (destination == udp_port::kGtpC) return UdpPurpose::signalling;
  if (destination == udp_port::kGtpU) return UdpPurpose::user_plane;
  if (source == udp_port::kGtpC) return UdpPurpose::signalling;
  if (is_udp_tunnel(destination)) return UdpPurpose::tunnel;
  if (source == udp_port::kGtpU) return UdpPurpose::user_plane;
  if (either(udp_port::kGtpPrime)) return UdpPurpose::signalling;
  if (either(udp_port::kIpsecNatT)) return UdpPurpose::encrypted;
  if (udp_protocol(source, destination) != UdpProtocol::none) return UdpPurpose::signalling;
  return UdpPurpose::other;
}

}  // namespace celltally
