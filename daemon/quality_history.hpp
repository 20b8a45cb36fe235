#pragma once

#include <cstdint>
#include <deque>
#include <optional>

#include "vocabulary/timestamp.hpp"
#include "vocabulary/window.hpp"

namespace celltally {

// How well the probe saw, second by second, so that each window can say how much of it was seen and
// how much was lost in it. Remembers a day and a half. One thread.
class QualityHistory {
 public:
  // Totals since the start.
  struct Sample {
    std::uint64_t packets = 0;    // that reached the probe and were taken
    std::uint64_t lost = 0;       // that reached a port and were not
    std::uint64_t events = 0;     // with a cell, counted
    std::uint64_t unknown = 0;    // of them, those whose person is not known
    std::uint64_t temporary = 0;  // and those whose person is known by a temporary identity only
    bool receiving = false;       // every port is up, and the capture runs
  };

  struct Quality {
    std::uint32_t coverage_ppm = 0;
    std::uint32_t loss_ppm = 0;
    bool silent = false;  // some of the window is remembered, and no packet came in that
    std::optional<std::uint32_t> unknown_percent;    // absent: no events
    std::optional<std::uint32_t> temporary_percent;  // with it
  };

  // About once a second. What happened since the sample before was under that sample's `receiving`
  // and this one's. A clock that was set back (LiveClock::kStepS) begins a new history, with the
  // second sample after that: the windows that it ended are told of first.
  void add(Timestamp at, const Sample& sample);

  // All that is remembered, whatever the time: for windows of packets' own time. `captured`: what
  // coverage to tell.
  Quality of_all(bool captured) const;

  // Of the parts of the window that are remembered; what is not was not covered.
  Quality of(const Window& window) const;

 private:
  struct Point {
    Timestamp at;
    Sample sample;
  };
  static constexpr std::int64_t kRememberedNs = std::int64_t{36} * 3600 * 1'000'000'000;
  // A longer hole between two samples was not covered: the probe did not run.
  static constexpr std::int64_t kHoleNs = std::int64_t{15} * 1'000'000'000;

  std::deque<Point> points_;
  bool set_back_ = false;  // as the last sample had it
};

}  // namespace celltally
