#pragma once

#include <cstddef>
#include <cstdint>

namespace celltally {

// A protocol whose messages are cut out of TCP streams. Its server listens on a port of its own.
enum class TcpProtocol : std::uint8_t { none, diameter, sip };

constexpr TcpProtocol tcp_protocol(std::uint16_t port) noexcept {
  switch (port) {
    case 3868: return TcpProtocol::diameter;  // RFC 6733 2.1
    case 5060: return TcpProtocol::sip;       // RFC 3261 18.2.1
    default: return TcpProtocol::none;
  }
}

// Either side may hold the port. The destination's goes first, as for UDP.
constexpr TcpProtocol tcp_protocol(std::uint16_t source, std::uint16_t destination) noexcept {
  const TcpProtocol to = tcp_protocol(destination);
  return to != TcpProtocol::none ? to : tcp_protocol(source);
}

}  // namespace celltally
