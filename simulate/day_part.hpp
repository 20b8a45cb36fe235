#pragma once

#include <array>
#include <cstdint>

namespace celltally {

// The parts of a day that begins at 04:00, in seconds since then: 04-06, 06-10, 10-16, 16-20, 20-24
// and, after midnight, 00-04. The first and the last are one part of the clock, 00-06, and two
// here.
struct DayPart {
  std::uint32_t from = 0;
  std::uint32_t to = 0;
};

inline constexpr std::array<DayPart, 6> kDayParts{{{0, 7'200},
                                                   {7'200, 21'600},
                                                   {21'600, 43'200},
                                                   {43'200, 57'600},
                                                   {57'600, 72'000},
                                                   {72'000, 86'400}}};

// Which of them: 0 to 5. REQUIRES: second <= 86'400; the day's end belongs to the last.
constexpr std::uint32_t day_part_of(std::uint32_t second) noexcept {
  std::uint32_t part = 0;
  while (part + 1 < kDayParts.size() && second >= kDayParts[part].to) ++part;
  return part;
}

}  // namespace celltally
