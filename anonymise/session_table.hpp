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
// tag's own bits (tags are uniformly random); keys are compared whole, because a wrong join is
// worse than a miss. Where a bucket is full, the binding that would end first gives way: at the
// limit about one in a hundred does, at half of it about one in six thousand.
class SessionTable {
 public:
  // Throws std::bad_alloc. REQUIRES: 0 < sessions_max < 2^32.
  explicit SessionTable(std::size_t sessions_max);

  // Two steps, some work apart: the bucket's keys, then the binding. Always inline: g++ drops calls
  // of functions that do nothing but prefetch, for want of an effect.
  [[gnu::always_inline]] void prefetch_keys(SessionTag key) const noexcept {
    __builtin_prefetch(&memory_.of(key.value).keys);
  }
  [[gnu::always_inline]] void prefetch_binding(SessionTag key) const noexcept {
    const Bucket& bucket = memory_.of(key.value);
    std::size_t way = way_of(bucket, key);
    if (way == kWays) way = way_of(bucket, SessionTag{});  // it may be bound now
    if (way < kWays) __builtin_prefetch(&bucket.bindings[way]);
  }

  // Also when it is no longer good; nullptr when there is none. Good until the next make_room().
  SessionBinding* find(SessionTag key) noexcept;

  // The place for a key that find() does not find: its binding is all zero. `lost_live` is true
  // when a binding that was still good had to give way.
  struct Place {
    SessionBinding* binding;
    bool lost_live;
  };
  Place make_room(SessionTag key, std::int64_t second, const NodeTable& nodes) noexcept;

  static bool alive(const SessionBinding& binding, std::int64_t second,
                    const NodeTable& nodes) noexcept {
    return second <= binding.expires_at && nodes.lives(binding.node);
  }

  void forget() noexcept { memory_.forget(); }

 private:
  static constexpr std::size_t kWays = 8;
  struct alignas(64) Bucket {
    std::array<SessionTag, kWays> keys;
    std::array<SessionBinding, kWays> bindings;
  };
  static_assert(sizeof(Bucket) == 320, "a cache line of keys, four of bindings");

  // kWays when there is none. Without branches: eight comparisons that the compiler makes one or
  // two of.
  static std::size_t way_of(const Bucket& bucket, SessionTag key) noexcept {
    std::size_t way = kWays;
    for (std::size_t i = 0; i < kWays; ++i) way = bucket.keys[i] == key ? i : way;
    return way;
  }
  static std::size_t way_to_give_up(const Bucket& bucket, std::int64_t second,
                                    const NodeTable& nodes) noexcept;

  TableMemory<Bucket> memory_;
};

}  // namespace celltally
