#include "daemon/live_clock.hpp"

#include <time.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace celltally {
namespace {

std::int64_t read_ns(clockid_t clock) noexcept {
  timespec time{};
  clock_gettime(clock, &time);
  return std::int64_t{time.tv_sec} * 1'000'000'000 + time.tv_nsec;
}

}  // namespace

LiveClock::Raw LiveClock::of_system() noexcept {
  return {read_ns(CLOCK_REALTIME), read_ns(CLOCK_BOOTTIME)};
}

LiveClock::LiveClock(Source source)
    : source_(std::move(source)), last_(source_()), now_{last_.wall_ns} {}

LiveClock::Reading LiveClock::read() {
  const Raw raw = source_();
  const std::int64_t set_by = (raw.wall_ns - last_.wall_ns) - (raw.running_ns - last_.running_ns);
  last_ = raw;
  const bool stepped = std::abs(set_by) > kStepS * 1'000'000'000;
  now_ = stepped ? Timestamp{raw.wall_ns} : std::max(now_, Timestamp{raw.wall_ns});
  return {now_, stepped};
}

}  // namespace celltally
