#pragma once

#include <cstdint>
#include <vector>

#include "aggregate/closed_window.hpp"
#include "disclose/day_keys.hpp"

namespace celltally {

// One row that a window may give, with the exact number behind it. Stays inside disclose/.
struct ExactRow {
  TallyKey key;
  bool has_data = false;  // the window was captured, and the place in sight that day
  std::uint64_t value = 0;
  std::uint64_t people = 0;
};

// Of a statistic with every row: one for each of its places and details, zeroes included. Of the
// others: one for each tally. Sorted by place as text, then RowKey.
std::vector<ExactRow> exact_rows(const ClosedWindow& exact, const DayKeys& keys);

}  // namespace celltally
