#pragma once

#include <cstdint>
#include <vector>

#include "aggregate/closed_window.hpp"
#include "disclose/named_place.hpp"

namespace celltally {

// One row that a window gives, with the exact number behind it. Stays inside disclose/.
struct ExactRow {
  Place place;
  EventKind kind = EventKind::none;
  bool has_data = false;  // the probe saw packets in this window, and this place in this epoch
  std::uint64_t value = 0;
  std::uint64_t people = 0;
};

// A row for every cell seen in the epoch and every cell of `inventory`, and for events each of
// these with every kind seen in the epoch; zeroes included. Sorted by place as text, then kind as
// text. REQUIRES: `inventory` comes from named_in_order().
std::vector<ExactRow> exact_rows(const ClosedWindow& exact,
                                 const std::vector<NamedPlace>& inventory);

}  // namespace celltally
