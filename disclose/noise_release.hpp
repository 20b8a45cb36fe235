#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <vector>

#include "aggregate/closed_window.hpp"
#include "disclose/day_keys.hpp"
#include "disclose/noise_rules.hpp"
#include "disclose/noisy_row.hpp"
#include "disclose/released_count.hpp"
#include "disclose/running_series.hpp"
#include "noise/noise_pool.hpp"
#include "noise/random_source.hpp"

namespace celltally {

// Exact numbers to noisy ones to released ones. Every number that the lists say there is gets noise
// of its own, people or not; all that happens after that, and all that is said, looks at noisy
// numbers only. One thread; move only.
class NoiseRelease {
 public:
  // Borrows the source. REQUIRES: a valid scale in each family.
  NoiseRelease(NoiseRules rules, RandomSource& random);

  const NoiseRules& rules() const noexcept { return rules_; }

  // Draws some of the noise for the next windows of these keys. Call it when no window is being
  // closed: how long it takes tells of the noise. True when it is all there, or no more is to be
  // had.
  bool draw_ahead(const DayKeys& keys);

  // One row for each number of the window, without the withheld ones of statistics that have none.
  // Nothing where there is too little noise: then the window may not be released at all. Use each
  // window once. REQUIRES: a window in which something was captured, of a statistic with rules.
  std::optional<std::vector<NoisyRow>> noisy_rows(const ClosedWindow& exact, const DayKeys& keys);

  // The rows as they leave: rests are added, places out of sight have no data. In the order of
  // place as text, then RowKey. REQUIRES: rows of this window, whose places are still there.
  std::vector<ReleasedCount> released(std::vector<NoisyRow> rows, const ClosedWindow& exact,
                                      const PlaceNames& names) const;

  // A window in which nothing was captured.
  std::vector<ReleasedCount> without_data(const ClosedWindow& window, const DayKeys& keys) const;

 private:
  NoisyRow noisy_row(const ClosedWindow& exact, const TallyKey& key, const FamilyRules& family);
  ReleasedCount count_of(const NoisyRow& row, const ClosedWindow& exact) const;

  NoiseRules rules_;
  std::array<std::optional<NoisePool>, kStatistics> pools_;
  RunningSeries series_;
};

}  // namespace celltally
