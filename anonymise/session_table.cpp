#include "anonymise/session_table.hpp"

#include <cassert>

namespace celltally {

SessionTable::SessionTable(std::size_t sessions_max)
    : memory_((2 * sessions_max + kWays - 1) / kWays) {}

SessionTable::Place SessionTable::make_room(SessionTag endpoint, std::int64_t second,
                                            const NodeTable& nodes) noexcept {
  assert(endpoint.known());
  Bucket& bucket = memory_.of(endpoint.value);
  std::size_t way = first_way(endpoint);
  std::size_t probes = 0;
  for (; probes < kWays && bucket[way].endpoint.known(); ++probes) way = (way + 1) % kWays;
  bool lost_live = false;
  if (probes == kWays) {
    way = way_to_give_up(bucket, second, nodes);
    lost_live = alive(bucket[way], second, nodes);
  }
  bucket[way] = SessionBinding{};
  bucket[way].endpoint = endpoint;
  return {&bucket[way], lost_live};
}

std::uint32_t SessionTable::number(const SessionBinding& binding) const noexcept {
  const std::size_t index = memory_.index_of(binding.endpoint.value);
  const Bucket& bucket = memory_[index];
  std::size_t way = first_way(binding.endpoint);
  while (&bucket[way] != &binding) way = (way + 1) % kWays;
  return static_cast<std::uint32_t>(index * kWays + way + 1);
}

// A dead one, or the one that ends first.
std::size_t SessionTable::way_to_give_up(const Bucket& bucket, std::int64_t second,
                                         const NodeTable& nodes) noexcept {
  std::size_t chosen = 0;
  for (std::size_t way = 0; way < kWays; ++way) {
    if (!alive(bucket[way], second, nodes)) return way;
    if (bucket[way].until() < bucket[chosen].until()) chosen = way;
  }
  return chosen;
}

}  // namespace celltally
