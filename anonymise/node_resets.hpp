#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "decode/ip_address.hpp"

namespace celltally {

// How often nodes have said that they lost the contexts of all devices (S1 Setup, TS 36.413 8.7.3;
// NG Setup, TS 38.413 8.7.1; Reset of all, also of RANAP, TS 25.413 8.26, and of BSSMAP, TS 48.008
// 3.1.4; Accounting-On, RFC 2866): what such a node gave before is nobody's any more. Of any number
// of nodes, in fixed memory: those that fall into one slot are reset together, so that a join may
// be missed, and none is wrong.
class NodeResets {
 public:
  using Slot = std::uint16_t;
  using Count = std::uint16_t;  // and round again: nothing is remembered for so many

  NodeResets() : resets_(kSlots) {}

  // A node is an address and, where one of its own tells it from others there, a port.
  static Slot slot_of(const IpAddress& address, std::uint16_t port) noexcept {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    if (address.length == 4) {
      std::uint32_t ipv4 = 0;
      std::memcpy(&ipv4, address.octets, sizeof(ipv4));
      low = ipv4;
    } else if (address.length == 16) {
      std::memcpy(&low, address.octets, sizeof(low));
      std::memcpy(&high, address.bytes().last<8>().data(), sizeof(high));
    }
    const std::uint64_t mixed =
        (low ^ (std::uint64_t{port} << 40)) * 0x9e3779b97f4a7c15 + high * 0xff51afd7ed558ccd;
    return static_cast<Slot>(mixed >> 48);
  }

  // What two nodes have with each other, by the slots of both.
  static constexpr Slot slot_of_pair(Slot radio, Slot core) noexcept {
    return static_cast<Slot>((std::uint64_t{radio} << 32 | core) * 0x9e3779b97f4a7c15 >> 48);
  }

  // A signalling point, by its scope.
  static Slot slot_of(std::uint64_t point) noexcept {
    return static_cast<Slot>(point * 0x9e3779b97f4a7c15 >> 48);
  }

  void reset(Slot slot) noexcept { ++resets_[slot]; }

  // What was given under another number is nobody's.
  Count count(Slot slot) const noexcept { return resets_[slot]; }

  void forget() noexcept { resets_.assign(kSlots, 0); }

 private:
  static constexpr std::size_t kSlots = std::size_t{1} << 16;

  std::vector<Count> resets_;
};

}  // namespace celltally
