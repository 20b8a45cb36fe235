#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "aggregate/closed_window.hpp"
#include "disclose/day_keys.hpp"
#include "disclose/release_rules.hpp"
#include "disclose/released_rows.hpp"

namespace celltally {

// The way out for a running probe: window by window, as they close. Which rows there are is settled
// beforehand, by the operator's lists of cells and kinds, and never by the traffic; a cell that is
// seen but not listed has no rows. A window has the rows of the list that it was counted by, which
// its edition says; a list goes when a day of a later one is over. One thread.
//
// A cell is in sight once its network and radio technology had `people_min` people in one window:
// from that window on, for good. Before, its rows are no_data, so that no state tells of fewer.
class WindowGate {
 public:
  // REQUIRES: rules.consistent(). `events`: kinds and services of Statistic::events; any order.
  WindowGate(const ReleaseRules& rules, std::vector<Detail> events);

  // For windows of this edition, from the next one on. One that was used before is replaced.
  void use_list(std::uint32_t edition, const PlaceList& list);

  // Call it once for each window, in the order of closing. REQUIRES: use_list() of its edition.
  ReleasedRows release(const ClosedWindow& exact);

  // Of the cells seen in `exact`, those that no row of events tells of. REQUIRES: of visitors, and
  // use_list() of its edition, which may not have gone.
  std::size_t unlisted(const ClosedWindow& exact) const;

  std::size_t lists() const noexcept { return lists_.size(); }

 private:
  struct List {
    DayKeys keys;
    std::set<Place> in_sight;  // sites and zones by themselves: their numbers are the list's
  };

  void look(const ClosedWindow& exact, List& list);

  ReleaseRules rules_;
  std::vector<Detail> events_;           // in order of words
  std::map<std::uint32_t, List> lists_;  // by edition
  std::set<RadioNetwork> in_sight_;
};

}  // namespace celltally
