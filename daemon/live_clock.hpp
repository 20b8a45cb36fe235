#pragma once

#include <cstdint>
#include <functional>

#include "vocabulary/timestamp.hpp"

namespace celltally {

// The wall clock as a running probe may use it. It never goes back by itself: a small correction
// backwards holds it until time has caught up. When somebody sets it, by more than kStepS, it says
// so once, and goes on from the new time, which may be earlier. One thread.
class LiveClock {
 public:
  static constexpr std::int64_t kStepS = 30;

  struct Reading {
    Timestamp now;
    bool stepped = false;
  };
  // Two clocks read at one moment: one that is set by people and daemons, one that only runs.
  struct Raw {
    std::int64_t wall_ns = 0;
    std::int64_t running_ns = 0;
  };
  using Source = std::function<Raw()>;

  // CLOCK_REALTIME and CLOCK_BOOTTIME, which runs on while the machine sleeps.
  static Raw of_system() noexcept;

  explicit LiveClock(Source source = of_system);

  Reading read();

 private:
  Source source_;
  Raw last_;
  Timestamp now_;
};

}  // namespace celltally
