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

// Ages and genders (privacy reference 1.6): X(s,z,q) = the people of segment s, which may be
// unknown, with a visit of ten minutes to a cell of zone z that reaches into part q of the day; at
// most 3 (z,q) a person. Guests of the network are in Roamers instead.
class Segments {
 public:
  // Borrows both.
  Segments(const DayParts& parts, const DayPlaces& places, std::size_t cap)
      : parts_(parts), places_(places), cap_(cap) {}

  void add(const PersonDay& person, const ReadDay& day);

  // Sorted by key; no zeroes.
  std::vector<Tally> tallies(std::size_t part) const { return people_[part].tallies(places_); }

 private:
  struct Touched {
    std::uint32_t zone;
    std::uint32_t part;
    friend constexpr auto operator<=>(const Touched&, const Touched&) = default;
  };

  const DayParts& parts_;
  const DayPlaces& places_;
  std::size_t cap_;
  std::array<ZoneCounts, DayParts::kParts> people_;
  std::vector<Touched> touched_;  // of the person that is being added
};

}  // namespace celltally
