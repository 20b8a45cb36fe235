#pragma once

#include <cassert>
#include <utility>
#include <vector>

#include "aggregate/closed_window.hpp"

namespace celltally {

// The windows of one day, 04:00 to 04:00, gathered as they close. They are released together, so
// that no row tells when in the day its cell or its kind was first seen.
class ClosedDay {
 public:
  // REQUIRES: !complete(); the windows of one shard, or merged ones, in the order of closing.
  void add(ClosedWindow window) {
    assert(!complete());
    windows_.push_back(std::move(window));
  }

  // The day's visitors close last.
  bool complete() const noexcept {
    return !windows_.empty() && windows_.back().statistic == Statistic::visitors;
  }

  const std::vector<ClosedWindow>& windows() const noexcept { return windows_; }

  // REQUIRES: complete().
  const ClosedWindow& visitors() const noexcept { return assert(complete()), windows_.back(); }

 private:
  std::vector<ClosedWindow> windows_;
};

}  // namespace celltally
