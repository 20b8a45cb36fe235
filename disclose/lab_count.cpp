#include "disclose/lab_count.hpp"

#include "disclose/exact_row.hpp"

namespace celltally {

std::vector<LabCount> exact_for_lab(const ClosedWindow& exact,
                                    const std::vector<Place>& inventory) {
  std::vector<LabCount> counts;
  const auto rows = exact_rows(exact, named_in_order(inventory));
  counts.reserve(rows.size());
  for (const ExactRow& row : rows) {
    counts.push_back({.statistic = exact.statistic,
                      .place = row.place,
                      .window = exact.window,
                      .kind = row.kind,
                      .state = row.has_data ? ReleaseState::published : ReleaseState::no_data,
                      .value = row.value});
  }
  return counts;
}

}  // namespace celltally
