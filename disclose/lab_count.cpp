#include "disclose/lab_count.hpp"

#include "disclose/every_row.hpp"
#include "disclose/exact_row.hpp"

namespace celltally {

std::vector<LabCount> exact_for_lab(const ClosedDay& day, const PlaceList& list) {
  const DayKeys keys = keys_of(day, list, 1);
  std::vector<LabCount> counts;
  for (const ClosedWindow& window : day.windows()) {
    for (const ExactRow& row : exact_rows(window, keys)) {
      if (!row.has_data && !has_every_row(window.statistic)) continue;
      counts.push_back({.statistic = window.statistic,
                        .key = row.key,
                        .window = window.window,
                        .state = row.has_data ? ReleaseState::published : ReleaseState::no_data,
                        .value = row.value});
    }
  }
  return counts;
}

}  // namespace celltally
