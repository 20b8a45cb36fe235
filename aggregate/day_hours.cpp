#include "aggregate/day_hours.hpp"

#include <algorithm>

namespace celltally {

DayHours::DayHours(const Calendar& calendar, Timestamp at, std::int64_t grace_s)
    : day_(calendar.day(at)) {
  for (Timestamp from = day_.from; from < day_.to; from = hours_[size_ - 1].window.to) {
    assert(size_ < kHoursMax);
    const Window hour = calendar.hour(from);
    assert(hour.from == from && hour.to > from && hour.to <= day_.to);
    hours_[size_++] = {.window = hour, .events_due = hour.to};
  }
  constexpr std::int64_t kDayS = 86'400;
  set_dues(std::clamp<std::int64_t>(grace_s, 0, kDayS) * 1'000'000'000);
}

// The key of the day's tags dies at the day's end, so nothing waits longer.
void DayHours::set_dues(std::int64_t grace_ns) noexcept {
  for (std::size_t i = 0; i < size_; ++i) {
    Hour& hour = hours_[i];
    hour.events_due = std::min(day_.to, Timestamp{hour.window.to.ns + grace_ns});
    if (i + kEventsOpen < size_) {
      hour.events_due = std::min(hour.events_due, hours_[i + kEventsOpen].window.from);
    }
  }
}

std::size_t DayHours::hour_of(Timestamp at) const noexcept {
  assert(day_.contains(at));
  std::size_t hour = 0;
  while (at >= hours_[hour].window.to) ++hour;
  return hour;
}

}  // namespace celltally
