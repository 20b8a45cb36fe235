#pragma once

#include <cstdint>
#include <vector>

#include "aggregate/closed_day.hpp"
#include "disclose/place_list.hpp"
#include "vocabulary/release_state.hpp"
#include "vocabulary/tally_key.hpp"

namespace celltally {

// An exact number for the lab (`celltally replay --exact`): not protected, says so in every output,
// and is no ReleasedCount, so nothing that ships can take it.
struct LabCount {
  Statistic statistic = Statistic::presence;
  TallyKey key{};
  Window window;
  ReleaseState state = ReleaseState::published;  // or no_data
  std::uint64_t value = 0;
};

// The rows that Gate::release would give if one person were enough for a number and for a kind,
// with exact values; zeroes included. REQUIRES: day.complete(), and counted by this list.
std::vector<LabCount> exact_for_lab(const ClosedDay& day, const PlaceList& list);

}  // namespace celltally
