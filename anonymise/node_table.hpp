#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <vector>

#include "decode/ip_address.hpp"
#include "vocabulary/protocol.hpp"

namespace celltally {

// The GTP nodes seen in this epoch and how often each restarted: a node that restarted forgot its
// sessions and will give their TEIDs to others (TS 23.007 18). Addresses of equipment, no
// identifiers.
//
// Bounded. Any packet can name addresses, so what packets name must not keep real nodes out: where
// there is no room, the node that was named least recently gives way, of those that never said a
// restart counter; its sessions end. Where all have said one, the new node stays unknown, and its
// sessions end by age alone.
class NodeTable {
 public:
  static constexpr std::size_t kProbesMax = 16;
  static constexpr std::size_t kFirstPlaces = 4096;
  static constexpr std::size_t kNodesMax = kFirstPlaces + kProbesMax - 1;
  // How long after the last sign of a newer counter an older one is taken for a late message.
  static constexpr std::int64_t kLateSeconds = 60;

  // A node as it was at one time. Index 0: unknown, never restarts.
  struct Life {
    std::uint16_t index = 0;
    std::uint16_t restarts = 0;
  };

  NodeTable();

  // The node at this address as it is now, entered when it is new. For every announced endpoint:
  // one multiplication and one comparison for a node that is known and has an IPv4 address.
  Life life(const IpAddress& address) noexcept {
    const std::uint16_t index = find_or_enter(address);
    return {index, restarts_[index]};
  }

  // Whether the node did not restart since, nor gave way to another.
  bool lives(Life life) const noexcept { return restarts_[life.index] == life.restarts; }

  // The node says its restart counter (0 to 255 and round again), at this second of packet time.
  // True when it restarted: when the counter is ahead of the known one by 1 to 127; or is behind,
  // and the known one was last heard more than kLateSeconds before (a node that lost its counter).
  // Behind within that time it is a late message from before the restart. The first counter of a
  // node is no restart. A node that speaks both versions of GTP may count for each apart (an SGSN
  // and an MME in one): a counter is compared with those of its version, and a restart in either is
  // the node's.
  bool restarted(const IpAddress& address, Protocol version, std::uint8_t counter,
                 std::int64_t second) noexcept;

  // How often a node was named for which there was no room.
  std::uint64_t unknown() const noexcept { return unknown_; }
  // How many nodes gave way to others.
  std::uint64_t evicted() const noexcept { return evicted_; }

  void forget() noexcept;

 private:
  // As numbers; an IPv4 address is the lower half of the first. Length 0: none.
  struct Address {
    std::uint64_t low = 0;
    std::uint64_t high = 0;
    std::uint8_t length = 0;

    friend bool operator==(const Address&, const Address&) = default;
  };
  struct Node {
    Address address;         // none: free
    std::uint64_t used = 0;  // the number of its last use
  };
  static_assert(sizeof(Node) == 32, "two in a cache line");

  struct Counter {
    bool known = false;
    std::uint8_t value = 0;
    std::int64_t heard = 0;  // the second when it was last said
  };
  using Counters = std::array<Counter, 2>;  // of GTPv1, of GTPv2

  // Where the search for an address begins: 1 to kFirstPlaces, from the upper bits of a product,
  // which all bits of the address reach. Who chooses addresses can make nodes meet, and then the
  // table behaves as a full one does.
  static std::size_t first_place(const Address& address) noexcept {
    constexpr std::uint64_t kOdd = 0x9e3779b97f4a7c15;  // 2^64 divided by the golden ratio
    return 1 + static_cast<std::size_t>(address.low * kOdd >> 52);
  }

  std::uint16_t find_or_enter(const IpAddress& address) noexcept {
    if (address.length != 4) [[unlikely]]
      return find_or_enter_wide(address);
    std::uint32_t octets = 0;
    std::memcpy(&octets, address.octets, sizeof(octets));
    const Address wanted{.low = octets, .high = 0, .length = 4};
    const std::size_t place = first_place(wanted);
    if (nodes_[place].address != wanted) [[unlikely]]
      return search(wanted, place);
    nodes_[place].used = ++uses_;
    return static_cast<std::uint16_t>(place);
  }

  std::uint16_t find_or_enter_wide(const IpAddress& address) noexcept;
  std::uint16_t search(const Address& wanted, std::size_t first) noexcept;
  std::uint16_t make_room(const Address& wanted, std::size_t first) noexcept;
  bool has_counter(std::size_t place) const noexcept;

  std::vector<Node> nodes_;              // [0] stays free
  std::vector<std::uint16_t> restarts_;  // beside them, close together: read for each hit
  std::vector<Counters> counters_;
  std::uint64_t uses_ = 0;
  std::uint64_t unknown_ = 0;
  std::uint64_t evicted_ = 0;
};

static_assert(NodeTable::kFirstPlaces == std::size_t{1} << 12, "first_place() takes twelve bits");

}  // namespace celltally
