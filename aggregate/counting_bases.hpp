#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "aggregate/counting_basis.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// What each day is counted by, the same for all shards of a probe: the first that begins a day
// settles it. Any thread; a lock is taken when a day begins.
class CountingBases {
 public:
  // nullptr: nothing is known of any cell, and the plan is the default.
  explicit CountingBases(std::shared_ptr<const CountingBasis> first);

  // For the days that nobody has begun yet.
  void replace(std::shared_ptr<const CountingBasis> next);

  // Never nullptr.
  std::shared_ptr<const CountingBasis> of_day(Timestamp begins);

 private:
  struct Day {
    Timestamp begins;
    std::shared_ptr<const CountingBasis> basis;
  };

  std::mutex mutex_;  // guards the rest
  std::shared_ptr<const CountingBasis> next_;
  std::vector<Day> settled_;  // the last few, in the order of settling
};

}  // namespace celltally
