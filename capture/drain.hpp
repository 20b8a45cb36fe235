#pragma once

#include <cstddef>
#include <cstdint>

namespace celltally {

// A stop that loses nothing: after it was asked for, a source is polled on until it gave nothing
// several times in a row, and for a while. Bounded by time, for traffic that never stops. Pure; any
// clock will do that counts nanoseconds and never goes back.
//
//   Drain drain{{.deadline_ns = now() + budget_ns}};
//   while (drain.goes_on(consume(source.poll(room)), now())) {}
class Drain {
 public:
  struct Plan {
    std::uint32_t empty_polls = 16;  // in a row, at least 1
    std::int64_t quiet_ns = 0;       // and this long: what the source may hold back
    std::int64_t deadline_ns = 0;    // no later than this
  };

  explicit Drain(const Plan& plan) noexcept : plan_(plan) {}

  // After a poll that gave `packets`: whether to poll again.
  bool goes_on(std::size_t packets, std::int64_t now_ns) noexcept {
    if (packets > 0) empty_ = 0;
    if (packets == 0 && empty_++ == 0) quiet_since_ns_ = now_ns;
    dry_ = empty_ >= plan_.empty_polls && now_ns - quiet_since_ns_ >= plan_.quiet_ns;
    return !dry_ && now_ns < plan_.deadline_ns;
  }

  // True when the source had no more; false at the end means that packets may be left behind.
  bool is_dry() const noexcept { return dry_; }

 private:
  Plan plan_;
  std::uint32_t empty_ = 0;
  std::int64_t quiet_since_ns_ = 0;
  bool dry_ = false;
};

}  // namespace celltally
