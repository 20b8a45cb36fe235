#pragma once

#include <cstdint>

#include "vocabulary/event_kind.hpp"
#include "vocabulary/release_state.hpp"
#include "vocabulary/statistic.hpp"

namespace celltally {

// One row of a Report, small, for there may be millions. `place` and `window` number the report's
// places and windows.
struct ReportRow {
  std::uint64_t value = 0;  // when published
  std::uint32_t place = 0;
  std::uint32_t window = 0;
  Statistic statistic = Statistic::presence;
  EventKind kind = EventKind::none;
  ReleaseState state = ReleaseState::no_data;
};

static_assert(sizeof(ReportRow) == 24);

}  // namespace celltally
