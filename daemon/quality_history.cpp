#include "daemon/quality_history.hpp"

#include <algorithm>
#include <utility>

#include "daemon/live_clock.hpp"

namespace celltally {
namespace {

constexpr std::uint32_t kMillion = 1'000'000;

// `part` of `whole` in units of which there are `of`, rounded down.
std::uint32_t share(std::uint64_t part, std::uint64_t whole, std::uint32_t of) {
  if (whole == 0) return 0;
  const double units = static_cast<double>(part) / static_cast<double>(whole) * of;
  return std::min(static_cast<std::uint32_t>(units), of);
}

// Totals begin anew when the capture does.
std::uint64_t since(std::uint64_t before, std::uint64_t now) {
  return now >= before ? now - before : now;
}

}  // namespace

void QualityHistory::add(Timestamp at, const Sample& sample) {
  if (!points_.empty() && at < points_.back().at) {
    // As LiveClock has it: a small correction waits until time has caught up.
    if (points_.back().at.ns - at.ns <= LiveClock::kStepS * 1'000'000'000) return;
    if (!std::exchange(set_back_, true)) return;
    points_.clear();
  }
  set_back_ = false;
  points_.push_back({at, sample});
  while (points_.front().at.ns < at.ns - kRememberedNs) points_.pop_front();
}

QualityHistory::Quality QualityHistory::of_all(bool captured) const {
  Quality quality;
  if (!points_.empty()) quality = of({{points_.front().at.ns - 1}, points_.back().at});
  quality.silent = !captured;
  quality.coverage_ppm = captured ? kMillion : 0;
  return quality;
}

QualityHistory::Quality QualityHistory::of(const Window& window) const {
  std::uint64_t covered_ns = 0, packets = 0, lost = 0, events = 0;
  std::uint64_t unknown = 0, temporary = 0;
  bool remembered = false;
  const auto first = std::partition_point(
      points_.begin(), points_.end(), [&](const Point& point) { return point.at <= window.from; });
  for (auto now = first; now != points_.end(); ++now) {
    if (now == points_.begin()) continue;
    const Point& before = *std::prev(now);
    if (before.at >= window.to) break;
    const std::int64_t from = std::max(before.at.ns, window.from.ns);
    const std::int64_t to = std::min(now->at.ns, window.to.ns);
    if (to <= from || now->at.ns - before.at.ns > kHoleNs) continue;
    if (before.sample.receiving && now->sample.receiving) {
      covered_ns += static_cast<std::uint64_t>(to - from);
    }
    remembered = true;
    packets += since(before.sample.packets, now->sample.packets);
    lost += since(before.sample.lost, now->sample.lost);
    events += since(before.sample.events, now->sample.events);
    unknown += since(before.sample.unknown, now->sample.unknown);
    temporary += since(before.sample.temporary, now->sample.temporary);
  }
  Quality quality;
  quality.coverage_ppm =
      share(covered_ns, static_cast<std::uint64_t>(window.to.ns - window.from.ns), kMillion);
  quality.silent = remembered && packets == 0;
  quality.loss_ppm = share(lost, packets + lost, kMillion);
  if (lost > 0 && quality.loss_ppm == 0) quality.loss_ppm = 1;  // never none when there was some
  if (events > 0) {
    quality.unknown_percent = share(unknown, events, 100);
    quality.temporary_percent = share(temporary, events, 100);
  }
  return quality;
}

}  // namespace celltally
