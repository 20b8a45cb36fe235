#pragma once

#include <cstdint>

#include "vocabulary/release_state.hpp"
#include "vocabulary/statistic.hpp"

namespace celltally {

// One row of a Report, small, for there may be millions. `place`, `window`, `key` and
// `noise` number the report's places, windows, keys and noises.
struct ReportRow {
  std::uint64_t value = 0;  // when published
  std::uint32_t place = 0;
  std::uint32_t window = 0;
  std::uint32_t key = 0;
  std::uint32_t noise = 0;
  Statistic statistic = Statistic::presence;
  ReleaseState state = ReleaseState::no_data;
};

static_assert(sizeof(ReportRow) == 32);

}  // namespace celltally
