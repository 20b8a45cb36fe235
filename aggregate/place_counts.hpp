#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "aggregate/day_places.hpp"
#include "aggregate/tally.hpp"

namespace celltally {

// Numbers of people by place and class, of which there are few.
class PlaceCounts {
 public:
  // Borrows the places. `classes`: codes of details are below it.
  PlaceCounts(const DayPlaces& places, std::size_t classes)
      : places_(places), classes_(classes), people_(places.places() * classes) {}

  // `place`: a number of DayPlaces.
  void add(std::uint32_t place, Detail detail) { ++people_[place * classes_ + detail.code]; }

  // Sorted by key; no zeroes.
  std::vector<Tally> tallies() const;

 private:
  const DayPlaces& places_;
  std::size_t classes_;
  std::vector<std::uint32_t> people_;  // `classes_` of each place
};

}  // namespace celltally
