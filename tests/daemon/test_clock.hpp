#pragma once

#include <cstdint>
#include <mutex>

#include "daemon/live_clock.hpp"

namespace celltally::test {

inline constexpr Timestamp kNoon = Timestamp::from_seconds(1'768'478'400);  // 2026-01-15T12:00:00Z

// Time stands still until the test moves it.
class TestClock {
 public:
  LiveClock::Source source() {
    return [this] {
      const std::scoped_lock lock{mutex_};
      return raw_;
    };
  }
  void pass(std::int64_t seconds) { move(seconds, seconds); }
  void set(std::int64_t by_seconds) { move(by_seconds, 0); }
  Timestamp now() {
    const std::scoped_lock lock{mutex_};
    return {raw_.wall_ns};
  }

 private:
  void move(std::int64_t wall, std::int64_t running) {
    const std::scoped_lock lock{mutex_};
    raw_.wall_ns += wall * 1'000'000'000;
    raw_.running_ns += running * 1'000'000'000;
  }
  std::mutex mutex_;
  LiveClock::Raw raw_{kNoon.ns, 7'000'000'000};
};

}  // namespace celltally::test
