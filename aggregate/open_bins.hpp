#pragma once

#include <array>
#include <cstddef>

#include "aggregate/time_bins.hpp"

namespace celltally {

// Which bins of the day are still to close, and in which a packet came.
class OpenBins {
 public:
  OpenBins() = default;
  // Bins before `first` are not counted.
  OpenBins(const TimeBins& bins, std::size_t first) noexcept : bins_(bins), next_(first) {}

  const TimeBins& bins() const noexcept { return bins_; }
  std::size_t next() const noexcept { return next_; }
  bool captured(std::size_t bin) const noexcept { return captured_[bin]; }

  void capture(std::size_t hour, Timestamp at) noexcept {
    captured_[bins_.bin_of(hour, at)] = true;
  }
  bool due(Timestamp clock) const noexcept {
    return next_ < bins_.size() && clock >= bins_[next_].due;
  }
  // Whether the next one has begun before `end`.
  bool begun(Timestamp end) const noexcept {
    return next_ < bins_.size() && bins_[next_].window.from < end;
  }
  void closed() noexcept { ++next_; }

 private:
  TimeBins bins_;
  std::size_t next_ = 0;
  std::array<bool, TimeBins::kMost> captured_{};
};

}  // namespace celltally
