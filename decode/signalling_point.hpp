#pragma once

#include <cstdint>

#include "decode/ip_address.hpp"

namespace celltally {

// Who gives local references of SCCP: a signalling point by its code, or a node by its address. As
// a number, so that TemporaryId::in_scope() can have it. Two nodes of IPv6 may have the same number
// (1 in 2^48), no two others.
struct SignallingPoint {
  std::uint64_t scope = 0;  // 0: not known

  constexpr bool known() const noexcept { return scope != 0; }

  // A point code of at most 32 bits, in one of the networks that the network indicator tells apart
  // (ITU-T Q.704 14.2.1).
  static constexpr SignallingPoint of_code(std::uint8_t network, std::uint32_t code) noexcept {
    return {std::uint64_t{1} << 63 | std::uint64_t{network} << 32 | code};
  }

  // SUA names its nodes by their addresses, and connections by what both ends of them know.
  static SignallingPoint of_node(const IpAddress& address, std::uint16_t port) noexcept {
    constexpr std::uint64_t kPrime = 0x100000001b3;  // of FNV-1a
    std::uint64_t folded = 0;
    for (const std::uint8_t octet : address.bytes()) {
      folded = address.length == 4 ? folded << 8 | octet : (folded ^ octet) * kPrime;
    }
    const std::uint64_t bits = (std::uint64_t{1} << 46) - 1;
    return {std::uint64_t{1} << 62 | std::uint64_t{port} << 46 | (folded & bits)};
  }

  friend constexpr bool operator==(SignallingPoint, SignallingPoint) = default;
};

}  // namespace celltally
