#pragma once

#include <cstdint>
#include <vector>

#include "aggregate/closed_window.hpp"
#include "disclose/day_keys.hpp"

namespace celltally {

// One row that a window gives, with the exact number behind it. Stays inside disclose/.
struct ExactRow {
  Place place;
  EventKind kind = EventKind::none;
  bool has_data = false;  // the window was captured, and the place in sight that day
  std::uint64_t value = 0;
  std::uint64_t people = 0;
};

// A row for every cell of the day's keys, and for events each of these with every kind; zeroes
// included. Sorted by place as text, then kind as text.
std::vector<ExactRow> exact_rows(const ClosedWindow& exact, const DayKeys& keys);

}  // namespace celltally
