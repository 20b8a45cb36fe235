#pragma once

#include <cstdint>

#include "vocabulary/noise_shape.hpp"

namespace celltally {

// Of numbers with noise: what was added to each, and from which noisy number on it is told.
struct SegmentNoise {
  NoiseShape shape = NoiseShape::gaussian;
  std::uint32_t scale_tenths = 10;
  std::uint32_t cap = 1;        // how many of a day's numbers one person may be in
  std::uint64_t threshold = 0;  // 0: none, every number is told
  std::uint64_t near_below = 0;
  bool hard_floor = false;  // people_min people were asked for beside

  friend bool operator==(const SegmentNoise&, const SegmentNoise&) = default;
};

}  // namespace celltally
