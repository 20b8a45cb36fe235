#pragma once

#include <cstdint>

namespace celltally {

// What a published number with noise says of itself beside its value. Without noise: nothing.
struct RowNoise {
  std::uint32_t sigma_tenths = 0;  // how wide it is; 0: no noise
  std::uint32_t rest_of = 0;       // of so many withheld places together; 0: of its own place
  bool near_threshold = false;     // likely too high

  friend bool operator==(const RowNoise&, const RowNoise&) = default;
};

}  // namespace celltally
