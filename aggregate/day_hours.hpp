#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>

#include "aggregate/calendar.hpp"

namespace celltally {

// The hours of one day, worked out once when the day begins so that the data path asks no calendar.
class DayHours {
 public:
  static constexpr std::size_t kHoursMax = 24;
  // How many hours' events can be open at once: what the tables have room for. Enough for a grace
  // of half an hour, also beside the half hours of some clock changes. Where it is not, the oldest
  // closes early.
  static constexpr std::size_t kEventsOpen = 2;

  struct Hour {
    Window window;
    Timestamp events_due;  // the packet time at which its events close
  };

  DayHours() = default;
  DayHours(const Calendar& calendar, Timestamp at, std::int64_t grace_s);

  Window day() const noexcept { return day_; }
  std::size_t size() const noexcept { return size_; }
  const Hour& operator[](std::size_t hour) const noexcept {
    return assert(hour < size_), hours_[hour];
  }

  // REQUIRES: day().contains(at).
  std::size_t hour_of(Timestamp at) const noexcept;

 private:
  void set_dues(std::int64_t grace_ns) noexcept;

  Window day_;
  std::array<Hour, kHoursMax> hours_{};
  std::size_t size_ = 0;
};

}  // namespace celltally
