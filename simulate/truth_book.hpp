#pragma once

#include <vector>

#include "simulate/sighting.hpp"
#include "simulate/truth_row.hpp"
#include "vocabulary/window.hpp"

namespace celltally {

// Keeps the sightings of a scenario and counts them by the definitions of the statistics, the plain
// way: every sighting is looked at for every number. Hours and days are those of UTC, a day from
// 04:00 to 04:00.
class TruthBook {
 public:
  void add(const Sighting& sighting) { sightings_.push_back(sighting); }

  // Sorted by statistic, place, from, kind (places and kinds as text). Hours outside `captured`
  // have no presence: the probe was off. REQUIRES: `captured` begins and ends with an hour, in one
  // day.
  std::vector<TruthRow> rows(Window captured) const;

 private:
  void add_events(std::vector<TruthRow>& rows) const;
  void add_presence(Window captured, std::vector<TruthRow>& rows) const;
  void add_visitors(std::vector<TruthRow>& rows) const;

  std::vector<Sighting> sightings_;
};

}  // namespace celltally
