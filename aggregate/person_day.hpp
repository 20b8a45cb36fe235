#pragma once

#include <cstdint>
#include <optional>
#include <span>

#include "aggregate/visit.hpp"
#include "vocabulary/gap_class.hpp"
#include "vocabulary/population_segment.hpp"

namespace celltally {

// One person's day when it is over: all that the statistics of a day are counted from. Who it is it
// does not say. Borrowed from the shard for one call.
struct PersonDay {
  std::span<const Visit>
      visits{};  // cleaned (privacy reference 1.0); in order of time, none overlap
  // A guest of the network: its home country's MCC. 0: one of the operator's own people.
  std::uint32_t country = 0;
  PopulationSegment segment{};     // unknown without the operator's list
  std::optional<GapClass> gaps{};  // none without a gap of a minute
  // Decides what is left out where a cap bites (Contribution). Follows from the person's first
  // event, so that the same packets give the same numbers under any key.
  std::uint64_t draw = 0;
};

}  // namespace celltally
