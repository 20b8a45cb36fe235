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
}  // namespace udp_port

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
  return UdpPurpose::other;
}

}  // namespace celltally
