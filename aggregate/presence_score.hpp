#pragma once

#include <cstddef>
#include <cstdint>

#include "aggregate/day_hours.hpp"
#include "vocabulary/presence.hpp"

namespace celltally {

// How well an event tells where a person was in the middle of an hour, as one number so that the
// greatest wins: hour + 1 : 5 bits | the rest, inverted: rank : 2 | distance : 42 | after the
// middle : 1. A newer hour in a reused slot wins over whatever an old one left there.
class PresenceScore {
 public:
  // REQUIRES: hour < 31, |at - half| <= DayHours::kReachNs.
  static constexpr std::uint64_t of(std::size_t hour, Presence presence, Timestamp at,
                                    Timestamp half) noexcept {
    const bool after = at > half;
    const auto distance = static_cast<std::uint64_t>(after ? at.ns - half.ns : half.ns - at.ns);
    const std::uint64_t cost =
        std::uint64_t{rank(presence)} << 43 | distance << 1 | std::uint64_t{after};
    return (std::uint64_t{hour} + 1) << kCostBits | (kCostMax - cost);
  }

  static constexpr bool is_of(std::uint64_t score, std::size_t hour) noexcept {
    return score >> kCostBits == hour + 1;
  }

 private:
  static constexpr int kCostBits = 45;
  static constexpr std::uint64_t kCostMax = (std::uint64_t{1} << kCostBits) - 1;
  static_assert(DayHours::kReachNs < std::int64_t{1} << 42);

  static constexpr unsigned rank(Presence presence) noexcept {
    return presence == Presence::exact ? 0 : presence == Presence::area ? 2 : 1;
  }
};

}  // namespace celltally
