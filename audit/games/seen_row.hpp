#pragma once

#include <cstdint>

#include "vocabulary/release_state.hpp"
#include "vocabulary/tally_key.hpp"

namespace celltally {

// A released row as an attacker sees it. Beside ReleasedCount, which only disclose/ can make,
// because the games are also let loose on tables that it did not make.
struct SeenRow {
  TallyKey key{};
  ReleaseState state = ReleaseState::no_data;
  std::uint64_t value = 0;    // when published
  double sigma = 0;           // the width of its noise as the row tells it; 0: none, or not known
  std::uint32_t rest_of = 0;  // see ReleasedCount

  bool published() const noexcept { return state == ReleaseState::published; }
};

}  // namespace celltally
