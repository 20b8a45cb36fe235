#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "decode/ip_address.hpp"

namespace celltally {

// The GTP nodes seen in this epoch and how often each restarted: a node that restarted forgot its
// sessions and will give their TEIDs to others (TS 23.007 18). Addresses of equipment, no
// identifiers. Bounded: when it is full, further nodes stay unknown, and their sessions end by age
// alone.
class NodeTable {
 public:
  static constexpr std::size_t kNodesMax = 4096;
  // How long after the last sign of a newer counter an older one is taken for a late message.
  static constexpr std::int64_t kLateSeconds = 60;

  // A node as it was at one time. Index 0: unknown, never restarts.
  struct Life {
    std::uint16_t index = 0;
    std::uint16_t restarts = 0;
  };

  NodeTable();

  // The node at this address as it is now, entered when it is new.
  Life life(const IpAddress& address) noexcept;

  // Whether the node did not restart since.
  bool lives(Life life) const noexcept { return restarts_[life.index] == life.restarts; }

  // The node says its restart counter (0 to 255 and round again), at this second of packet time.
  // True when it restarted: when the counter is ahead of the known one by 1 to 127; or is behind,
  // and the known one was last heard more than kLateSeconds before (a node that lost its counter).
  // Behind within that time it is a late message from before the restart. The first counter of a
  // node is no restart.
  bool restarted(const IpAddress& address, std::uint8_t counter, std::int64_t second) noexcept;

  void forget() noexcept;

 private:
  struct Node {
    std::array<std::uint8_t, 16> octets{};
    std::uint8_t length = 0;  // 0: free
    bool has_counter = false;
    std::uint8_t counter = 0;
    std::int64_t heard = 0;  // the second when `counter` was last said
  };

  std::uint16_t find_or_enter(const IpAddress& address) noexcept;

  std::vector<Node> nodes_;              // [0] stays free
  std::vector<std::uint16_t> restarts_;  // beside them, close together: read for each hit
};

}  // namespace celltally
