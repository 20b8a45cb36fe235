#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "aggregate/day_places.hpp"
#include "aggregate/person_day.hpp"
#include "aggregate/place_counts.hpp"
#include "aggregate/read_day.hpp"
#include "aggregate/tally.hpp"
#include "vocabulary/dwell_class.hpp"

namespace celltally {

// How long people stayed (privacy reference 1.3): X(c,k) = the people whose longest visit to place
// c was of class k; nobody with less than five minutes; at most 4 places a person.
class Dwell {
 public:
  static constexpr std::uint32_t kLeastS = 5 * 60;

  // REQUIRES: seconds >= kLeastS.
  static DwellClass class_of(std::uint32_t seconds) noexcept;

  // Borrows the places.
  Dwell(const DayPlaces& places, std::size_t cap) : places_(places), cap_(cap) {}

  void add(const PersonDay& person, const ReadDay& day);

  // Sorted by key; no zeroes.
  std::vector<Tally> tallies() const { return people_.tallies(); }

 private:
  const DayPlaces& places_;
  std::size_t cap_;
  PlaceCounts people_{places_, kDwellClasses};
  std::vector<PlaceVisit> told_;  // of the person that is being added
};

}  // namespace celltally
