#pragma once

#include <bitset>

#include "vocabulary/statistic.hpp"

namespace celltally {

// Which statistics are to be shown: those that were named, all when none was.
class StatisticChoice {
 public:
  void add(Statistic statistic) noexcept { named_.set(static_cast<std::size_t>(statistic)); }

  bool all() const noexcept { return named_.none(); }
  bool has(Statistic statistic) const noexcept {
    return all() || named_.test(static_cast<std::size_t>(statistic));
  }

 private:
  std::bitset<kStatistics> named_;
};

}  // namespace celltally
