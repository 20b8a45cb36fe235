#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "aggregate/closed_window.hpp"
#include "disclose/day_keys.hpp"
#include "disclose/release_rules.hpp"
#include "disclose/released_rows.hpp"

namespace celltally {

// The way out for a running probe: window by window, as they close. Which rows there are is settled
// beforehand, by the operator's list of cells and kinds, and never by the traffic; a cell that is
// seen but not listed has no rows. One thread.
//
// A cell is in sight once its network and radio technology had `people_min` people in one window:
// from that window on, for good. Before, its rows are no_data, so that no state tells of fewer.
class WindowGate {
 public:
  // REQUIRES: rules.consistent(). `events`: kinds and services of Statistic::events; any order.
  WindowGate(const ReleaseRules& rules, const PlaceList& list, std::vector<Detail> events);

  // Call it once for each window, in the order of closing.
  ReleasedRows release(const ClosedWindow& exact);

  // From the next window on.
  void replace_list(const PlaceList& list);

  // Of the cells seen in `exact`, those that no row of events tells of. REQUIRES: of visitors.
  std::size_t unlisted(const ClosedWindow& exact) const;

 private:
  void look(const ClosedWindow& exact);

  ReleaseRules rules_;
  DayKeys keys_;
  std::set<RadioNetwork> in_sight_;
  std::set<Place> places_in_sight_;  // sites and zones by themselves
};

}  // namespace celltally
