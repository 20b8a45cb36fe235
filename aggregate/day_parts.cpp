#include "aggregate/day_parts.hpp"

namespace celltally {

namespace {

// On the clock, in hours since 04:00.
constexpr std::array<int, DayParts::kParts + 1> kBegins{0, 2, 6, 12, 16, 20, 24};

}  // namespace

DayParts::DayParts(const Calendar& calendar, Timestamp at) : day_(calendar.day(at)) {
  for (std::size_t part = 0; part < kParts; ++part) {
    windows_[part] = calendar.part_of_day(at, kBegins[part], kBegins[part + 1]);
    begins_[part + 1] =
        static_cast<std::uint32_t>(windows_[part].to.seconds() - day_.from.seconds());
  }
}

std::size_t DayParts::part_of(std::uint32_t second) const noexcept {
  std::size_t part = 0;
  while (part + 1 < kParts && second >= to(part)) ++part;
  return part;
}

}  // namespace celltally
