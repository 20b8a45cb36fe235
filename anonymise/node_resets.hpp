#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "decode/ip_address.hpp"

namespace celltally {

// When a node last said that it has lost the contexts of all devices (S1 Setup, TS 36.413 8.7.3;
// NG Setup, TS 38.413 8.7.1; Reset of all; Accounting-On, RFC 2866): what it gave before is
// nobody's any more. Of any number of nodes, in fixed memory: those that fall into one slot have
// the latest reset of them all, so that a join may be missed, and none is wrong.
class NodeResets {
 public:
  using Slot = std::uint16_t;

  NodeResets() : seconds_(kSlots, kNever) {}

  // A node is an address and, where one of its own tells it from others there, a port.
  static Slot slot_of(const IpAddress& address, std::uint16_t port) noexcept {
    std::array<std::uint64_t, 2> words{};
    const std::size_t length = address.length < sizeof(words) ? address.length : sizeof(words);
    if (length != 0) std::memcpy(words.data(), address.octets, length);
    const std::uint64_t mixed = (words[0] ^ (std::uint64_t{port} << 40)) * 0x9e3779b97f4a7c15 +
                                words[1] * 0xff51afd7ed558ccd;
    return static_cast<Slot>(mixed >> 48);
  }

  // At this second of packet time.
  void reset(Slot slot, std::int64_t second) noexcept {
    if (seconds_[slot] < second) seconds_[slot] = second;
  }

  // Whether what was last used at this second still stands. Not in the second of the reset itself:
  // which of the two came first is not known.
  bool stands(Slot slot, std::int64_t last_used) const noexcept {
    return seconds_[slot] < last_used;
  }

  void forget() noexcept { seconds_.assign(kSlots, kNever); }

 private:
  static constexpr std::size_t kSlots = std::size_t{1} << 16;
  static constexpr std::int64_t kNever = INT64_MIN;

  std::vector<std::int64_t> seconds_;
};

}  // namespace celltally
