#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>

#include "aggregate/day_hours.hpp"
#include "aggregate/open_bins.hpp"

namespace celltally {

// Which windows of the current day are open, by the packet clock. Knows time only, no counts. Hours
// are positions in hours(). Before begin() nothing is open and nothing is ever due.
class OpenHours {
 public:
  static constexpr std::size_t kNone = DayHours::kHoursMax;
  static constexpr Timestamp kNever{std::numeric_limits<std::int64_t>::max()};

  bool begun() const noexcept { return begun_; }
  const DayHours& hours() const noexcept { return hours_; }
  Timestamp clock() const noexcept { return clock_; }
  std::size_t current() const noexcept { return current_; }
  bool captured(std::size_t hour) const noexcept { return captured_[hour]; }

  // The next hour whose events close, and the bins of presence and of machines.
  std::size_t next_events() const noexcept { return next_events_; }
  OpenBins& presence() noexcept { return presence_; }
  OpenBins& machines() noexcept { return machines_; }

  // A new day, at its start; hours before `first` are not counted.
  void begin(const DayHours& hours, std::size_t first, std::uint32_t grain_minutes,
             std::int64_t grace_s) noexcept;
  void end() noexcept { begun_ = false; }

  // REQUIRES: begun(), clock() <= clock < hours().day().to.
  void advance(Timestamp clock) noexcept;
  // A packet of that time came. REQUIRES: `at` is in the hour.
  void capture(std::size_t hour, Timestamp at) noexcept;

  // The hour of an event when its window is open; kNone when it is late.
  std::size_t open_hour(Timestamp at) const noexcept {
    if (at < hours_[next_events_].window.from || at > clock_) return kNone;
    std::size_t hour = next_events_;
    while (at >= hours_[hour].window.to) ++hour;
    return hour;
  }

  // The second of the day. REQUIRES: hours().day().contains(at).
  std::uint32_t second_of(Timestamp at) const noexcept {
    return static_cast<std::uint32_t>(static_cast<std::uint64_t>(at.ns - hours_.day().from.ns) /
                                      1'000'000'000);
  }

  bool events_due(Timestamp clock) const noexcept {
    return next_events_ < hours_.size() && clock >= hours_[next_events_].events_due;
  }
  void events_closed() noexcept { ++next_events_; }

  // When the next window closes or the next hour or bin begins.
  Timestamp next_due() const noexcept { return begun_ ? due_ : kNever; }
  void find_next_due() noexcept;

 private:
  bool begun_ = false;
  DayHours hours_;
  Timestamp clock_;
  Timestamp due_ = kNever;
  std::size_t current_ = 0;
  std::size_t next_events_ = 0;
  OpenBins presence_;
  OpenBins machines_;
  std::array<bool, DayHours::kHoursMax> captured_{};
};

}  // namespace celltally
