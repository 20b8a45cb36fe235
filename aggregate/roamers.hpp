#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "aggregate/day_places.hpp"
#include "aggregate/person_day.hpp"
#include "aggregate/read_day.hpp"
#include "aggregate/zone_counts.hpp"

namespace celltally {

// Guests of the network (privacy reference 1.6): X(m,z) = the guests from country m who have a
// visit of ten minutes to a cell of zone z; at most 2 zones a person. They are in neither Origins
// nor Segments.
class Roamers {
 public:
  // Borrows the places.
  Roamers(const DayPlaces& places, std::size_t cap) : places_(places), cap_(cap) {}

  void add(const PersonDay& person, const ReadDay& day);

  // Sorted by key; no zeroes.
  std::vector<Tally> tallies() const { return people_.tallies(places_); }

 private:
  const DayPlaces& places_;
  std::size_t cap_;
  ZoneCounts people_;
  std::vector<std::uint32_t> zones_;  // of the person that is being added
};

}  // namespace celltally
