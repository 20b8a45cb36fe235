#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "aggregate/closed_day.hpp"
#include "vocabulary/release_state.hpp"

namespace celltally {

// An exact number for the lab (`celltally replay --exact`): not protected, says so in every output,
// and is no ReleasedCount, so nothing that ships can take it.
struct LabCount {
  Statistic statistic = Statistic::presence;
  Place place;
  Window window;
  EventKind kind = EventKind::none;
  ReleaseState state = ReleaseState::published;  // or no_data
  std::uint64_t value = 0;
};

// The rows that Gate::release would give if one person were enough for a number and for a kind,
// with exact values; zeroes included. REQUIRES: day.complete().
std::vector<LabCount> exact_for_lab(const ClosedDay& day, const std::vector<Place>& inventory);

}  // namespace celltally
