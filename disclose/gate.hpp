#pragma once

#include <vector>

#include "aggregate/closed_window.hpp"
#include "disclose/named_place.hpp"
#include "disclose/release_rules.hpp"
#include "disclose/released_count.hpp"

namespace celltally {

// The only way from exact counts to released ones.
class Gate {
 public:
  // `inventory`: the cells that the operator says exist; may be empty, any order.
  // REQUIRES: rules.people_min >= 1, rules.rounding >= 1.
  Gate(const ReleaseRules& rules, std::vector<Place> inventory);

  // A row for every cell seen in this epoch and every cell of the inventory (and, for events, every
  // kind seen in this epoch), sorted by statistic, place as text, kind as text, window.
  std::vector<ReleasedCount> release(const ClosedWindow& exact) const;

 private:
  ReleaseRules rules_;
  std::vector<NamedPlace> inventory_;
};

}  // namespace celltally
