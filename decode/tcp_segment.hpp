#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "decode/ip_packet.hpp"
#include "decode/packet_outcome.hpp"
#include "decode/tcp_ports.hpp"

namespace celltally {

// A TCP segment (RFC 9293 3.1). Borrows the packet's bytes.
struct TcpSegment {
  std::uint16_t source_port = 0;
  std::uint16_t destination_port = 0;
  std::uint32_t sequence = 0;  // of the payload's first octet
  bool syn = false;
  bool rst = false;
  std::span<std::uint8_t> payload;  // captured part of it
  std::size_t missing = 0;          // how much more of it was sent
  bool end_unknown = false;         // more was sent, nothing says how much
};

// For which protocol the ports say it is; none also where they were not captured.
TcpProtocol read_tcp_protocol(const IpPacket& ip) noexcept;

// Reads the header with its options; the checksum is not verified, as network cards fill it in
// after the capture. Returns where the packet ended, or nothing when `segment` is filled.
std::optional<PacketOutcome> read_tcp_segment(const IpPacket& ip, TcpSegment& segment) noexcept;

}  // namespace celltally
