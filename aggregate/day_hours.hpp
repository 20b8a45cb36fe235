#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>

#include "aggregate/calendar.hpp"
#include "aggregate/hour_bin.hpp"

namespace celltally {

// The hours of one day, worked out once when the day begins so that the data path asks no calendar.
class DayHours {
 public:
  static constexpr std::size_t kHoursMax = 24;
  // An event speaks for the hours whose middle is at most this far away (privacy reference 1.1).
  static constexpr std::int64_t kReachNs = 3'600'000'000'000;
  // How many hours' statistics can be open at once: what the tables have room for. Ordinary hours
  // and a grace under half an hour need 2 and 3; the rest is for days with a short hour (clocks
  // that move by 30 minutes). Where even that is not enough (a grace of hours), the oldest closes
  // early.
  static constexpr std::size_t kEventsOpen = 3;
  static constexpr std::size_t kPresenceOpen = 4;

  DayHours() = default;
  DayHours(const Calendar& calendar, Timestamp at, std::int64_t grace_s);

  Window day() const noexcept { return day_; }
  std::size_t size() const noexcept { return size_; }
  const HourBin& operator[](std::size_t hour) const noexcept {
    return assert(hour < size_), bins_[hour];
  }

  // REQUIRES: day().contains(at).
  std::size_t hour_of(Timestamp at) const noexcept;

 private:
  void set_dues(std::int64_t grace_ns) noexcept;

  Window day_;
  std::array<HourBin, kHoursMax> bins_;
  std::size_t size_ = 0;
};

}  // namespace celltally
