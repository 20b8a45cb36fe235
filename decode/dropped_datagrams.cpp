#include "decode/dropped_datagrams.hpp"

#include "decode/packet_age.hpp"

namespace celltally {

DroppedDatagrams::DroppedDatagrams(std::size_t datagrams_max, std::int64_t age_ns_max)
    : index_(datagrams_max), drops_(datagrams_max), age_ns_max_(age_ns_max) {}

std::optional<PacketOutcome> DroppedDatagrams::find(const DatagramKey& key, Timestamp at) noexcept {
  const std::uint32_t slot = index_.find(key);
  if (slot == DatagramIndex::kNone) return {};
  if (!outlived(drops_[slot].at, at, age_ns_max_)) return drops_[slot].outcome;
  index_.erase(slot);
  return {};
}

void DroppedDatagrams::remember(const DatagramKey& key, PacketOutcome outcome,
                                Timestamp at) noexcept {
  forget(key);
  if (index_.full()) index_.erase(index_.oldest());
  drops_[index_.insert(key)] = {at, outcome};
}

void DroppedDatagrams::forget(const DatagramKey& key) noexcept {
  const std::uint32_t slot = index_.find(key);
  if (slot != DatagramIndex::kNone) index_.erase(slot);
}

}  // namespace celltally
