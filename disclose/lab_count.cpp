#include "disclose/lab_count.hpp"

#include "disclose/exact_row.hpp"

namespace celltally {

std::vector<LabCount> exact_for_lab(const ClosedDay& day, const std::vector<Place>& inventory) {
  const DayKeys keys = keys_of(day, named_in_order(inventory), 1);
  std::vector<LabCount> counts;
  for (const ClosedWindow& window : day.windows()) {
    for (const ExactRow& row : exact_rows(window, keys)) {
      counts.push_back({.statistic = window.statistic,
                        .place = row.place,
                        .window = window.window,
                        .kind = row.kind,
                        .state = row.has_data ? ReleaseState::published : ReleaseState::no_data,
                        .value = row.value});
    }
  }
  return counts;
}

}  // namespace celltally
