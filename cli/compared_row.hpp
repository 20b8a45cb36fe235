#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "vocabulary/release_state.hpp"
#include "vocabulary/statistic.hpp"
#include "vocabulary/window.hpp"

namespace celltally {

// One row of counts, or of what was true, as a file has it.
struct ComparedRow {
  Statistic statistic = Statistic::presence;
  Window window;
  std::string place;        // empty: of the whole probe
  std::string detail;       // "class=15-30", "destination=zone:harbour"; empty: the row has none
  std::uint64_t value = 0;  // of the truth: within the bounds on what a device adds, where told
  ReleaseState state = ReleaseState::published;  // the truth withholds nothing
  std::size_t line = 0;                          // of its file, from 1
};

}  // namespace celltally
