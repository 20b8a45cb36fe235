#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "audit/box/device_form.hpp"
#include "vocabulary/place.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// A day, 04:00 to 04:00 UTC, in many cells that have nothing to do with one another. In each stays
// a crowd of devices that the attacker knows, in every hour; and, or not, one more: the target.
class ReplicaDay {
 public:
  static constexpr int kHours = 24;

  using Write = std::function<void(Timestamp at, std::span<const std::uint8_t> frame)>;

  ReplicaDay(std::uint32_t replicas, std::uint32_t crowd);

  // All packets, in order: an event of each device after 75 and 117 minutes in turn, so that its
  // stay never ends, and it is no machine by its regularity (aggregate/README.md, rules 4 and 6);
  // and one of a stranger every hour, so that none is without packets.
  void write(bool with_targets, const Write& write);

  // One for each replica, and the stranger's.
  std::vector<Place> cells() const;
  // Nothing for the stranger's cell.
  bool is_replica(Place cell) const;
  std::uint32_t replica_of(Place cell) const;  // REQUIRES: is_replica(cell)

  std::uint64_t devices() const noexcept { return devices_.size(); }

 private:
  void everybody(Timestamp from, bool with_targets, const Write& write);

  std::uint32_t replicas_;
  std::uint32_t crowd_;
  std::vector<DeviceForm::Digits> devices_;  // by replica, its target last; the stranger
  DeviceForm form_{DeviceForm::Message::report};
  Octets frame_;
};

}  // namespace celltally
