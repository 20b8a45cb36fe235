#pragma once

#include <set>
#include <utility>
#include <vector>

#include "aggregate/closed_window.hpp"
#include "disclose/day_keys.hpp"
#include "disclose/release_rules.hpp"
#include "disclose/released_count.hpp"

namespace celltally {

// The way out for a running probe: window by window, as they close. Which rows there are is settled
// beforehand, by the operator's list of cells and kinds, and never by the traffic; a cell that is
// seen but not listed has no rows. One thread.
//
// A cell is in sight once its network and radio technology had `people_min` people in one window:
// from that window on, for good. Before, its rows are no_data, so that no state tells of fewer.
class WindowGate {
 public:
  // REQUIRES: rules.consistent(). `kinds`: of Statistic::events; any order.
  WindowGate(const ReleaseRules& rules, std::vector<Place> inventory, std::vector<EventKind> kinds);

  // Sorted by place as text, then kind as text. Call it once for each window, in the order of
  // closing.
  std::vector<ReleasedCount> release(const ClosedWindow& exact);

  // From the next window on.
  void replace_inventory(std::vector<Place> inventory);

  // Of the cells that had people or events in `exact`, those that no row tells of.
  std::size_t unlisted(const ClosedWindow& exact) const;

 private:
  using RadioNetwork = std::pair<PlaceKind, Plmn>;

  void look(const ClosedWindow& exact);
  void note_sight();

  ReleaseRules rules_;
  DayKeys keys_;
  std::vector<Place> listed_;  // sorted
  std::set<RadioNetwork> in_sight_;
};

}  // namespace celltally
