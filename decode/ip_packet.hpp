#pragma once

#include <cstdint>
#include <span>

#include "decode/ip_address.hpp"

namespace celltally {

// IP protocol numbers that mean something here (IANA).
namespace ip_protocol {
inline constexpr std::uint8_t kIpv4 = 4;
inline constexpr std::uint8_t kTcp = 6;
inline constexpr std::uint8_t kUdp = 17;
inline constexpr std::uint8_t kIpv6 = 41;
inline constexpr std::uint8_t kGre = 47;
inline constexpr std::uint8_t kEsp = 50;
inline constexpr std::uint8_t kSctp = 132;
}  // namespace ip_protocol

// An IPv4 or IPv6 packet, or one fragment of it, without its headers. Borrows the packet's bytes.
struct IpPacket {
  IpAddress source;
  IpAddress destination;
  std::span<std::uint8_t> payload;  // captured part of the IP payload, never the frame's padding
  std::uint8_t protocol = 0;        // of the payload
  bool cut = false;                 // the capture holds less of the payload than was sent
  std::uint32_t missing = 0;        // how many octets less; 0 also where nothing says how many
  bool fragment = false;            // a true fragment: the next three mean something
  bool more = false;                // not the last one
  std::uint16_t offset = 0;         // of the payload in the datagram, in octets
  std::uint32_t id = 0;
};

}  // namespace celltally
