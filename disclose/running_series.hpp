#pragma once

#include <cstdint>
#include <set>
#include <utility>

#include "disclose/family_rules.hpp"
#include "vocabulary/statistic.hpp"
#include "vocabulary/tally_key.hpp"

namespace celltally {

// Which numbers were published in their last window. One that was needs the threshold to be so
// again, one that was not needs more: where a number stands at the threshold, its noise would make
// it come and go (privacy reference 2.4). Knows released numbers only.
class RunningSeries {
 public:
  // Whether the number is published in this window; call it once for each window of a series.
  bool runs(Statistic statistic, const TallyKey& key, std::int64_t noisy, std::uint64_t threshold,
            std::uint64_t start_above);

 private:
  std::set<std::pair<Statistic, TallyKey>> running_;
};

}  // namespace celltally
