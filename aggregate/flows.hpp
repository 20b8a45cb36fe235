#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "aggregate/day_parts.hpp"
#include "aggregate/day_places.hpp"
#include "aggregate/person_day.hpp"
#include "aggregate/read_day.hpp"
#include "aggregate/zone_counts.hpp"

namespace celltally {

// Ways from zone to zone (privacy reference 1.4): X(z1,z2,q) = the people with two stays of fifteen
// minutes in a cell, one after the other, the first in z1, the second in z2, another zone, who left
// z1 in part q of the day; shorter visits in between are on the way. At most 4 (z1,z2,q) a person.
class Flows {
 public:
  // Borrows both.
  Flows(const DayParts& parts, const DayPlaces& places, std::size_t cap)
      : parts_(parts), places_(places), cap_(cap) {}

  void add(const PersonDay& person, const ReadDay& day);

  // Sorted by key; no zeroes. The place is z1, the other one z2.
  std::vector<Tally> tallies(std::size_t part) const { return people_[part].tallies(places_); }

 private:
  struct Trip {
    std::uint32_t from;
    std::uint32_t to;
    std::uint32_t part;
    friend constexpr auto operator<=>(const Trip&, const Trip&) = default;
  };

  const DayParts& parts_;
  const DayPlaces& places_;
  std::size_t cap_;
  std::array<ZoneCounts, DayParts::kParts> people_;
  std::vector<Trip> trips_;  // of the person that is being added
};

}  // namespace celltally
