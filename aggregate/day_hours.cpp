#include "aggregate/day_hours.hpp"

#include <algorithm>

namespace celltally {

DayHours::DayHours(const Calendar& calendar, Timestamp at, std::int64_t grace_s)
    : day_(calendar.day(at)) {
  for (Timestamp from = day_.from; from < day_.to; from = bins_[size_ - 1].window.to) {
    assert(size_ < kHoursMax);
    const Window hour = calendar.hour(from);
    assert(hour.from == from && hour.to > from && hour.to <= day_.to);
    bins_[size_++] = {.window = hour,
                      .half = {from.ns + (hour.to.ns - from.ns) / 2},
                      .events_due = hour.to,
                      .presence_due = hour.to};
  }
  constexpr std::int64_t kDayS = 86'400;
  set_dues(std::clamp<std::int64_t>(grace_s, 0, kDayS) * 1'000'000'000);
}

// The key of the day's tags dies at the day's end, so nothing waits longer.
void DayHours::set_dues(std::int64_t grace_ns) noexcept {
  for (std::size_t i = 0; i < size_; ++i) {
    HourBin& bin = bins_[i];
    bin.events_due = std::min(day_.to, Timestamp{bin.window.to.ns + grace_ns});
    if (i + kEventsOpen < size_) {
      bin.events_due = std::min(bin.events_due, bins_[i + kEventsOpen].window.from);
    }
    bin.presence_due = std::min(day_.to, Timestamp{bin.half.ns + kReachNs + grace_ns});
    if (i + kPresenceOpen < size_) {
      bin.presence_due =
          std::min(bin.presence_due, Timestamp{bins_[i + kPresenceOpen].half.ns - kReachNs});
    }
  }
}

std::size_t DayHours::hour_of(Timestamp at) const noexcept {
  assert(day_.contains(at));
  std::size_t hour = 0;
  while (at >= bins_[hour].window.to) ++hour;
  return hour;
}

}  // namespace celltally
