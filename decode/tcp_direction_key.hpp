#pragma once

#include <array>
#include <cstdint>
#include <cstring>

#include "decode/ip_address.hpp"

namespace celltally {

// One direction of a TCP connection (RFC 9293 3.3.1). Holds copies of the addresses, which are
// nodes' and no person's.
struct TcpDirectionKey {
  std::array<std::uint64_t, 4> addresses{};  // source, destination
  std::uint16_t source_port = 0;
  std::uint16_t destination_port = 0;
  std::uint32_t octets = 0;  // of an address: 4 or 16

  static TcpDirectionKey of(const IpAddress& source, const IpAddress& destination,
                            std::uint16_t source_port, std::uint16_t destination_port) noexcept {
    TcpDirectionKey key;
    key.source_port = source_port;
    key.destination_port = destination_port;
    key.octets = static_cast<std::uint32_t>(source.length);
    constexpr std::size_t kLongest = 16;
    if (source.length <= kLongest && destination.length == source.length && source.known()) {
      std::memcpy(&key.addresses[0], source.octets, source.length);
      std::memcpy(&key.addresses[2], destination.octets, destination.length);
    }
    return key;
  }

  // What is sent the other way.
  constexpr TcpDirectionKey reversed() const noexcept {
    return {{addresses[2], addresses[3], addresses[0], addresses[1]},
            destination_port,
            source_port,
            octets};
  }

  // For hashing.
  constexpr std::array<std::uint64_t, 5> words() const noexcept {
    return {addresses[0], addresses[1], addresses[2], addresses[3],
            std::uint64_t{source_port} << 48 | std::uint64_t{destination_port} << 32 | octets};
  }

  friend bool operator==(const TcpDirectionKey&, const TcpDirectionKey&) = default;
};

}  // namespace celltally
