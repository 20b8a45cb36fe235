#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "aggregate/day_places.hpp"
#include "aggregate/person_day.hpp"
#include "aggregate/place_counts.hpp"
#include "aggregate/read_day.hpp"
#include "aggregate/tally.hpp"
#include "vocabulary/visitor_class.hpp"

namespace celltally {

// Visitors of a day (privacy reference 1.2): X(c,k) = the people with a visit of ten minutes in
// place c to which they are k, at most 6 places a person. Resident: the zone of the night is that
// of their longest visit there (of the cell in which it began). In no zone nobody is a resident:
// who spent the night in no zone either is unknown.
class Visitors {
 public:
  // Borrows the places.
  Visitors(const DayPlaces& places, std::size_t cap) : places_(places), cap_(cap) {}

  void add(const PersonDay& person, const ReadDay& day);

  // Sorted by key; no zeroes.
  std::vector<Tally> tallies() const { return people_.tallies(); }

 private:
  VisitorClass class_of(const PlaceVisit& visit, const ReadDay& day) const noexcept;

  const DayPlaces& places_;
  std::size_t cap_;
  PlaceCounts people_{places_, kVisitorClasses};
  std::vector<PlaceVisit> qualified_;  // of the person that is being added
};

}  // namespace celltally
