#pragma once

#include <cstdint>

#include "disclose/listed_places.hpp"
#include "vocabulary/release_state.hpp"
#include "vocabulary/tally_key.hpp"

namespace celltally {

// One number with its noise, on its way out. Of the exact number nothing is in it but whether it
// reached a hard floor. Stays inside disclose/.
struct NoisyRow {
  TallyKey key;
  const ListedPlaces::Listed* listed = nullptr;  // its place; none of a rest
  ReleaseState state = ReleaseState::no_data;
  std::int64_t noisy = 0;
  bool near_threshold = false;
  std::uint32_t rest_of = 0;  // so many withheld rows added up; 0: a number of its own
};

}  // namespace celltally
