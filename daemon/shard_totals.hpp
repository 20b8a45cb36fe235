#pragma once

#include <cstdint>

#include "aggregate/shard.hpp"

namespace celltally {

// What one shard has counted since it began.
struct ShardTotals {
  Shard::Counters counted;
  std::uint64_t people = 0;
  std::uint64_t cells = 0;
  // Of the fullest of its rings, at its fullest; 0 for a shard without rings.
  std::uint64_t ring_most_used = 0;
  std::uint64_t ring_capacity = 0;
};

}  // namespace celltally
