#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>

#include "aggregate/calendar.hpp"

namespace celltally {

// The parts of one day by the clock on the wall (privacy reference 1.4): 04-06, 06-10, 10-16,
// 16-20, 20-24 and 00-04. The reference's part from midnight to six is two here, for a day begins
// at 04:00. Parts are as long as the clocks make them; one that they jumped over is empty.
class DayParts {
 public:
  static constexpr std::size_t kParts = 6;
  static constexpr std::size_t kNight = 0;  // 04-06: where people are then, they spent the night

  // Of the day that contains `at`.
  DayParts(const Calendar& calendar, Timestamp at);

  Window day() const noexcept { return day_; }
  Window window(std::size_t part) const noexcept { return assert(part < kParts), windows_[part]; }
  bool empty(std::size_t part) const noexcept { return from(part) == to(part); }

  // In seconds since the day began, until before `to`.
  std::uint32_t from(std::size_t part) const noexcept { return begins_[part]; }
  std::uint32_t to(std::size_t part) const noexcept { return begins_[part + 1]; }

  // The part that contains the second; of the day's end and what comes after it, the last.
  std::size_t part_of(std::uint32_t second) const noexcept;

 private:
  Window day_;
  std::array<Window, kParts> windows_;
  std::array<std::uint32_t, kParts + 1> begins_{};
};

}  // namespace celltally
