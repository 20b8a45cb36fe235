#pragma once

#include <vector>

#include "aggregate/closed_day.hpp"
#include "disclose/named_place.hpp"
#include "disclose/release_rules.hpp"
#include "disclose/released_count.hpp"

namespace celltally {

struct DayKeys;

// The only way from exact counts to released ones. A capture's go through it a day at a time; a
// running probe's window by window, through a WindowGate.
class Gate {
 public:
  // `inventory`: the cells that the operator says exist; may be empty, any order.
  // REQUIRES: rules.consistent().
  Gate(const ReleaseRules& rules, std::vector<Place> inventory);

  // A whole day at once, for which rows there are is settled by the day (DayKeys). Window after
  // window, in each sorted by place as text, then kind as text. REQUIRES: day.complete().
  std::vector<ReleasedCount> release(const ClosedDay& day) const;

 private:
  friend class WindowGate;

  static std::vector<ReleasedCount> release(const ClosedWindow& exact, const DayKeys& keys,
                                            const ReleaseRules& rules);

  ReleaseRules rules_;
  std::vector<NamedPlace> inventory_;
};

}  // namespace celltally
