#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>

#include "aggregate/day_hours.hpp"

namespace celltally {

// The bins of one day in whose middle people are looked for (privacy reference 1.1): the hours, or
// parts of them, or three in a row from 04:00 on, of which the last may be less on a day with a
// missing hour. An hour that is repeated has as many parts as any other, twice as long.
class TimeBins {
 public:
  static constexpr std::size_t kMost = 4 * DayHours::kHoursMax;
  // How far from the middle an event may be, and how long A-B-A may take to become one visit to A:
  // after that, and grace, nothing changes where a person was.
  static constexpr std::int64_t kReachS = 3600;
  static constexpr std::int64_t kPingPongS = 120;

  struct Bin {
    Window window;
    Timestamp middle;
    Timestamp due;  // the packet time at which it closes
  };

  TimeBins() = default;
  // REQUIRES: grain_minutes is 15, 30, 60 or 180.
  TimeBins(const DayHours& hours, std::uint32_t grain_minutes, std::int64_t grace_s) noexcept;

  std::size_t size() const noexcept { return size_; }
  const Bin& operator[](std::size_t bin) const noexcept { return assert(bin < size_), bins_[bin]; }

  // The bin of a moment of that hour.
  std::size_t bin_of(std::size_t hour, Timestamp at) const noexcept {
    if (parts_ == 1) return hour / hours_;
    std::size_t bin = hour * parts_;
    while (at >= bins_[bin].window.to) ++bin;
    return bin;
  }

 private:
  void add(Window window, Timestamp day_end, std::int64_t grace_s) noexcept;

  std::array<Bin, kMost> bins_{};
  std::size_t size_ = 0;
  std::size_t parts_ = 1;  // of an hour
  std::size_t hours_ = 1;  // of a bin
};

}  // namespace celltally
