#pragma once

#include <vector>

#include "aggregate/closed_day.hpp"
#include "disclose/place_list.hpp"
#include "disclose/release_rules.hpp"
#include "disclose/released_count.hpp"

namespace celltally {

struct DayKeys;

// The only way from exact counts to released ones. A capture's go through it a day at a time; a
// running probe's window by window, through a WindowGate.
class Gate {
 public:
  // REQUIRES: rules.consistent().
  Gate(const ReleaseRules& rules, PlaceList list);

  // A whole day at once, for which rows there are is settled by the day (DayKeys). Window after
  // window, in each sorted by place as text, then RowKey. REQUIRES: day.complete(), and counted by
  // this list.
  std::vector<ReleasedCount> release(const ClosedDay& day) const;

 private:
  friend class WindowGate;

  static std::vector<ReleasedCount> release(const ClosedWindow& exact, const DayKeys& keys,
                                            const ReleaseRules& rules);

  ReleaseRules rules_;
  PlaceList list_;
};

}  // namespace celltally
