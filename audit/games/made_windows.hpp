#pragma once

#include <cstdint>
#include <vector>

#include "aggregate/closed_window.hpp"
#include "disclose/listed_places.hpp"
#include "disclose/place_list.hpp"
#include "simulate/split_mix.hpp"

namespace celltally {

// Exact windows with any numbers, for games in which it does not matter who is behind them: mostly
// small ones and such as stand at the thresholds. The same for the same seed.
class MadeWindows {
 public:
  explicit MadeWindows(std::uint64_t seed) noexcept : random_(seed) {}

  // Cells on sites of one to four, in zones of one to ten, some in neither.
  PlaceList list(std::uint32_t zones);

  // A number for each row that the list has (pairs of zones, countries of a few). Up to
  // `people_max` people each, but for one in ten, which are nobody. `hour`: since the made-up time
  // began.
  ClosedWindow window(Statistic statistic, const PlaceList& list, std::int64_t hour,
                      std::uint32_t people_max);

 private:
  std::vector<TallyKey> keys(Statistic statistic, const PlaceList& list);

  SplitMix random_;
};

}  // namespace celltally
