#include "audit/box/replica_day.hpp"

namespace celltally {
namespace {

constexpr std::uint32_t kFirstCell = 0x1000;
constexpr std::int64_t kSecondNs = 1'000'000'000;
constexpr std::int64_t kHourNs = 3600 * kSecondNs;
constexpr std::int64_t kFirstHour = 1'768'449'600;  // 2026-01-15 04:00 UTC

}  // namespace

ReplicaDay::ReplicaDay(std::uint32_t replicas, std::uint32_t crowd)
    : replicas_(replicas), crowd_(crowd) {
  const std::uint64_t devices = std::uint64_t{replicas} * (crowd + 1) + 1;
  devices_.reserve(devices);
  for (std::uint64_t i = 0; i < devices; ++i) devices_.push_back(DeviceForm::Digits::of(i));
}

std::vector<Place> ReplicaDay::cells() const {
  std::vector<Place> cells;
  for (std::uint32_t i = 0; i <= replicas_; ++i) cells.push_back(audit_cell(kFirstCell + i));
  return cells;
}

bool ReplicaDay::is_replica(Place cell) const {
  return cell.kind() == PlaceKind::ecgi && cell.id() >= kFirstCell &&
         cell.id() < kFirstCell + replicas_;
}

std::uint32_t ReplicaDay::replica_of(Place cell) const {
  return static_cast<std::uint32_t>(cell.id()) - kFirstCell;
}

void ReplicaDay::everybody(Timestamp from, bool with_targets, const Write& write) {
  constexpr std::int64_t kWithinNs = 60 * kSecondNs;
  const auto step = kWithinNs / static_cast<std::int64_t>(devices_.size());
  Timestamp at = from;
  for (std::uint32_t replica = 0; replica < replicas_; ++replica) {
    const std::size_t first = std::size_t{replica} * (crowd_ + 1);
    for (std::size_t i = 0; i < crowd_ + (with_targets ? 1U : 0U); ++i) {
      form_.fill(devices_[first + i], audit_cell(kFirstCell + replica), frame_);
      write(at, frame_);
      at.ns += step;
    }
  }
}

void ReplicaDay::write(bool with_targets, const Write& write) {
  constexpr std::int64_t kMinuteNs = 60 * kSecondNs;
  std::int64_t gap = 117 * kMinuteNs;  // the one before
  std::int64_t next = kFirstHour * kSecondNs + 2 * kSecondNs;
  for (int hour = 0; hour < kHours; ++hour) {
    const Timestamp from{kFirstHour * kSecondNs + hour * kHourNs};
    form_.fill(devices_.back(), audit_cell(kFirstCell + replicas_), frame_);
    write(from, frame_);
    for (; next < from.ns + kHourNs; next += gap) {
      everybody({next}, with_targets, write);
      gap = 192 * kMinuteNs - gap;
    }
  }
}

}  // namespace celltally
