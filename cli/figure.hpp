#pragma once

#include <cstdint>

#include "cli/report.hpp"
#include "vocabulary/release_state.hpp"

namespace celltally {

// What stands in one field of the table: one row of a report, or several of them added up.
struct Figure {
  std::uint64_t value = 0;
  ReleaseState state = ReleaseState::no_data;
  bool given = false;  // false: the report has no such row
  bool more = false;   // something withheld comes in addition
  bool near = false;   // published, but likely too high

  static Figure of(const ReportRow& row, const Report& report) {
    const bool near = report.noise(row.noise).near_threshold;
    return {.value = row.value, .state = row.state, .given = true, .near = near};
  }

  // Adds up what was published; withheld only when nothing was. A sum is near nothing.
  void add(const Figure& other) noexcept {
    const bool published = state == ReleaseState::published;
    const bool other_published = other.state == ReleaseState::published;
    const bool withheld = more || state == ReleaseState::withheld || other.more ||
                          other.state == ReleaseState::withheld;
    near = !given && other.near;
    given = given || other.given;
    value += other.value;
    if (published || other_published) {
      state = ReleaseState::published;
      more = withheld;
    } else if (withheld) {
      state = ReleaseState::withheld;
    }
  }
};

}  // namespace celltally
