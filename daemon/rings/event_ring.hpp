#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>

#include "daemon/ring_item.hpp"
#include "memory/mapped_memory.hpp"

struct rte_ring;  // DPDK's ring

namespace celltally {

// From one worker to one shard: DPDK's ring for a single producer and a single consumer, of items
// by value. DPDK need not be started. Either side may be moved to another thread only while the
// other threads know.
// NOLINTNEXTLINE(clang-analyzer-optin.performance.Padding): a cache line for the producer
class EventRing {
 public:
  // Holds `items` at most. Throws std::bad_alloc. REQUIRES: 1 <= items < 2^31.
  explicit EventRing(std::size_t items);

  // The producer's: puts as many as there is room for, from the front, and says how many.
  std::size_t put(std::span<const RingItem> items) noexcept;

  // The consumer's: takes as many as there are and `room` holds, the oldest first.
  std::size_t take(std::span<RingItem> room) noexcept;

  // Any thread.
  std::size_t capacity() const noexcept { return capacity_; }
  std::size_t most_used() const noexcept { return most_used_.load(std::memory_order_relaxed); }

 private:
  MappedMemory memory_;
  rte_ring* ring_;
  std::size_t capacity_;
  // Written by the producer alone.
  alignas(64) std::atomic<std::size_t> most_used_{0};
};

}  // namespace celltally
