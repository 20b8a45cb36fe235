#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "anonymise/node_table.hpp"
#include "anonymise/session_binding.hpp"
#include "anonymise/session_tag.hpp"
#include "anonymise/table_memory.hpp"

namespace celltally {

// Endpoints and whose they are. Fixed memory of twice the limit, in buckets of eight found by the
// tag's own bits (tags are uniformly random); endpoints are compared whole, because a wrong join is
// worse than a miss. A tag also says where in its bucket the search begins, so that most are found
// in the first cache line. Where a bucket is full, the binding that would end first gives way: at
// the limit about one in a hundred does, at half of it about one in six thousand.
class SessionTable {
 public:
  // Throws std::bad_alloc. REQUIRES: 0 < sessions_max <= 2^30.
  explicit SessionTable(std::size_t sessions_max);

  // Always inline: g++ drops calls of functions that do nothing but prefetch, for want of an
  // effect.
  [[gnu::always_inline]] void prefetch(SessionTag endpoint) const noexcept {
    __builtin_prefetch(&memory_.of(endpoint.value)[first_way(endpoint)], 1);
  }

  // Also when it is no longer good; nullptr when there is none. Good until the next make_room().
  SessionBinding* find(SessionTag endpoint) noexcept {
    Bucket& bucket = memory_.of(endpoint.value);
    std::size_t way = first_way(endpoint);
    for (std::size_t probes = 0; probes < kWays; ++probes, way = (way + 1) % kWays) {
      if (bucket[way].endpoint == endpoint) return &bucket[way];
      if (!bucket[way].endpoint.known()) break;
    }
    return nullptr;
  }

  // The place for an endpoint that find() does not find: all of its binding but the endpoint is
  // zero. `lost_live` is true when a binding that was still good had to give way.
  struct Place {
    SessionBinding* binding;
    bool lost_live;
  };
  Place make_room(SessionTag endpoint, std::int64_t second, const NodeTable& nodes) noexcept;

  // A binding's number, never 0, and back. What stands there may change hands.
  std::uint32_t number(const SessionBinding& binding) const noexcept;
  SessionBinding& operator[](std::uint32_t number) noexcept {
    return memory_[(number - 1) / kWays][(number - 1) % kWays];
  }
  const SessionBinding& operator[](std::uint32_t number) const noexcept {
    return memory_[(number - 1) / kWays][(number - 1) % kWays];
  }

  static bool alive(const SessionBinding& binding, std::int64_t second,
                    const NodeTable& nodes) noexcept {
    return second <= binding.until() && nodes.lives(binding.node());
  }

  void forget() noexcept { memory_.forget(); }

 private:
  static constexpr std::size_t kWays = 8;
  using Bucket = std::array<SessionBinding, kWays>;
  static_assert(sizeof(Bucket) == 256, "four cache lines");

  // At the beginning of one of the bucket's cache lines. Of the tag's lower half: the bucket is
  // chosen by the upper one.
  static std::size_t first_way(SessionTag endpoint) noexcept {
    return static_cast<std::size_t>(endpoint.value % (kWays / 2)) * 2;
  }
  static std::size_t way_to_give_up(const Bucket& bucket, std::int64_t second,
                                    const NodeTable& nodes) noexcept;

  TableMemory<Bucket> memory_;
};

}  // namespace celltally
