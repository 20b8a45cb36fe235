#include "daemon/rings/event_ring.hpp"

#include <rte_ring.h>
#include <rte_ring_elem.h>

#include <algorithm>
#include <bit>
#include <new>

namespace celltally {
namespace {

constexpr unsigned kItemOctets = sizeof(RingItem);

// rte_ring wants a power of two, of which it leaves one place empty.
unsigned places_for(std::size_t items) {
  return static_cast<unsigned>(std::bit_ceil(items + 1));
}

std::size_t bytes_for(std::size_t items) {
  const ssize_t bytes = rte_ring_get_memsize_elem(kItemOctets, places_for(items));
  if (bytes < 0) throw std::bad_alloc();
  return static_cast<std::size_t>(bytes);
}

}  // namespace

EventRing::EventRing(std::size_t items)
    : memory_(bytes_for(items)), ring_(static_cast<rte_ring*>(memory_.data())), capacity_(items) {
  const unsigned flags = RING_F_SP_ENQ | RING_F_SC_DEQ | RING_F_EXACT_SZ;
  if (rte_ring_init(ring_, "events", static_cast<unsigned>(items), flags) != 0) {
    throw std::bad_alloc();
  }
}

std::size_t EventRing::put(std::span<const RingItem> items) noexcept {
  unsigned room_left = 0;
  const unsigned put = rte_ring_sp_enqueue_burst_elem(
      ring_, items.data(), kItemOctets, static_cast<unsigned>(items.size()), &room_left);
  const std::size_t used = capacity_ - room_left;
  if (used > most_used_.load(std::memory_order_relaxed)) {
    most_used_.store(used, std::memory_order_relaxed);
  }
  return put;
}

std::size_t EventRing::take(std::span<RingItem> room) noexcept {
  return rte_ring_sc_dequeue_burst_elem(ring_, room.data(), kItemOctets,
                                        static_cast<unsigned>(room.size()), nullptr);
}

}  // namespace celltally
