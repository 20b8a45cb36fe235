#include "aggregate/time_bins.hpp"

#include <algorithm>

namespace celltally {

TimeBins::TimeBins(const DayHours& hours, std::uint32_t grain_minutes,
                   std::int64_t grace_s) noexcept
    : parts_(grain_minutes < 60 ? 60 / grain_minutes : 1),
      hours_(grain_minutes > 60 ? grain_minutes / 60 : 1) {
  for (std::size_t hour = 0; hour < hours.size(); hour += hours_) {
    const std::size_t last = std::min(hour + hours_, hours.size()) - 1;
    const Timestamp from = hours[hour].window.from;
    const std::int64_t length = hours[last].window.to.ns - from.ns;
    const auto parts = static_cast<std::int64_t>(parts_);
    for (std::int64_t part = 0; part < parts; ++part) {
      add({{from.ns + length * part / parts}, {from.ns + length * (part + 1) / parts}},
          hours.day().to, grace_s);
    }
  }
}

// The key of the day's tags dies at the day's end, so nothing waits longer.
void TimeBins::add(Window window, Timestamp day_end, std::int64_t grace_s) noexcept {
  constexpr std::int64_t kDayS = 86'400;
  const Timestamp middle{window.from.ns + (window.to.ns - window.from.ns) / 2};
  const Timestamp last_moment{
      std::max(window.to.ns, middle.ns + (kReachS + kPingPongS) * 1'000'000'000)};
  const std::int64_t grace_ns = std::clamp<std::int64_t>(grace_s, 0, kDayS) * 1'000'000'000;
  bins_[size_++] = {.window = window,
                    .middle = middle,
                    .due = std::min(day_end, Timestamp{last_moment.ns + grace_ns})};
}

}  // namespace celltally
