#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "aggregate/person_day.hpp"
#include "aggregate/tally.hpp"
#include "vocabulary/gap_class.hpp"

namespace celltally {

// How well the probe sees people (privacy reference 1.3, table Q): X(g) = the people whose events
// are g apart in the median; each in one class at most. Of the whole probe, so there is no place.
class Quality {
 public:
  void add(const PersonDay& person) noexcept {
    if (person.gaps) ++people_[static_cast<std::size_t>(*person.gaps)];
  }

  // Sorted by key; no zeroes.
  std::vector<Tally> tallies() const;

 private:
  std::array<std::uint32_t, kGapClasses> people_{};
};

}  // namespace celltally
