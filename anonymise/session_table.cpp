#include "anonymise/session_table.hpp"

#include <cassert>

namespace celltally {

SessionTable::SessionTable(std::size_t sessions_max)
    : memory_((2 * sessions_max + kWays - 1) / kWays) {}

SessionBinding* SessionTable::find(SessionTag key) noexcept {
  Bucket& bucket = memory_.of(key.value);
  const std::size_t way = way_of(bucket, key);
  return way < kWays ? &bucket.bindings[way] : nullptr;
}

SessionTable::Place SessionTable::make_room(SessionTag key, std::int64_t second,
                                            const NodeTable& nodes) noexcept {
  assert(key.known());
  Bucket& bucket = memory_.of(key.value);
  // Most often there is an empty one, and then the other bindings need not be looked at.
  std::size_t chosen = way_of(bucket, SessionTag{});
  bool lost_live = false;
  if (chosen == kWays) {
    chosen = way_to_give_up(bucket, second, nodes);
    lost_live = alive(bucket.bindings[chosen], second, nodes);
  }
  bucket.keys[chosen] = key;
  bucket.bindings[chosen] = SessionBinding{};
  return {&bucket.bindings[chosen], lost_live};
}

// A dead one, or the one that ends first.
std::size_t SessionTable::way_to_give_up(const Bucket& bucket, std::int64_t second,
                                         const NodeTable& nodes) noexcept {
  std::size_t chosen = 0;
  for (std::size_t way = 0; way < kWays; ++way) {
    if (!alive(bucket.bindings[way], second, nodes)) return way;
    if (bucket.bindings[way].expires_at < bucket.bindings[chosen].expires_at) chosen = way;
  }
  return chosen;
}

}  // namespace celltally
