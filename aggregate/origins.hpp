#pragma once

#include <cstddef>
#include <vector>

#include "aggregate/day_places.hpp"
#include "aggregate/person_day.hpp"
#include "aggregate/read_day.hpp"
#include "aggregate/zone_counts.hpp"

namespace celltally {

// Where visitors slept (privacy reference 1.5): X(o,z) = the people who spent the night in zone o
// and have a visit of ten minutes to a cell of another zone z; o may be unknown. At most 2 zones a
// person. Guests of the network are in Roamers instead.
class Origins {
 public:
  // Borrows the places.
  Origins(const DayPlaces& places, std::size_t cap) : places_(places), cap_(cap) {}

  void add(const PersonDay& person, const ReadDay& day);

  // Sorted by key; no zeroes. The place is z, the other one o, none when it is unknown.
  std::vector<Tally> tallies() const { return people_.tallies(places_); }

 private:
  const DayPlaces& places_;
  std::size_t cap_;
  ZoneCounts people_;
  std::vector<std::uint32_t> zones_;  // of the person that is being added
};

}  // namespace celltally
