#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>

#include "decode/ip_packet.hpp"

namespace celltally {

// What the fragments of one datagram have in common (RFC 791 3.2, RFC 8200 4.5). Holds copies
// of the addresses: it outlives the packet.
struct DatagramKey {
  std::array<std::uint8_t, 16> source{};
  std::array<std::uint8_t, 16> destination{};
  std::uint32_t id = 0;
  std::uint8_t address_length = 0;
  std::uint8_t protocol = 0;

  static DatagramKey of(const IpPacket& fragment) noexcept {
    DatagramKey key;
    std::ranges::copy(fragment.source.bytes(), key.source.begin());
    std::ranges::copy(fragment.destination.bytes(), key.destination.begin());
    key.id = fragment.id;
    key.address_length = static_cast<std::uint8_t>(fragment.source.length);
    key.protocol = fragment.protocol;
    return key;
  }

  // For hashing.
  std::array<std::uint64_t, 5> words() const noexcept {
    std::array<std::uint64_t, 5> words{std::uint64_t{protocol} << 40 |
                                       std::uint64_t{address_length} << 32 | id};
    std::memcpy(words.data() + 1, source.data(), source.size());
    std::memcpy(words.data() + 3, destination.data(), destination.size());
    return words;
  }

  friend bool operator==(const DatagramKey&, const DatagramKey&) = default;
};

}  // namespace celltally
