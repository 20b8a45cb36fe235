#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "aggregate/day_parts.hpp"
#include "aggregate/day_places.hpp"
#include "aggregate/read_day.hpp"
#include "aggregate/visit.hpp"

namespace celltally {

// Makes visits to places out of a person's visits to cells (privacy reference 1.3). Events in a
// place with none elsewhere in between are one visit while they are at most two hours apart. It
// begins before its first event by half the time since the event before, at most 7.5 minutes, and
// ends after its last one likewise; halves of a second are dropped. Nothing is added before an
// arrival, after a departure, and at the day's border. A visit of a single moment has no length.
//
// The night was spent in the zone with most time between 04:00 and 06:00, when that is an hour at
// least (1.5); of two with the same time, in the smaller one.
class DayReader {
 public:
  static constexpr std::uint32_t kHalfGapMaxS = 450;
  static constexpr std::uint32_t kNightS = 3600;

  // Borrows both.
  DayReader(const DayParts& parts, const DayPlaces& places) : parts_(parts), places_(places) {}

  // REQUIRES: as PersonDay::visits. Allocates only when somebody's day is longer than any before.
  ReadDay read(std::span<const Visit> visits);

 private:
  std::optional<std::uint32_t> night(std::span<const Visit> visits);
  void keep_longest(std::span<const PlaceVisit> visits);

  const DayParts& parts_;
  const DayPlaces& places_;
  std::vector<PlaceVisit> cells_;
  std::vector<PlaceVisit> at_places_;
  std::vector<PlaceVisit> in_zones_;
  std::vector<PlaceVisit> longest_;
};

}  // namespace celltally
