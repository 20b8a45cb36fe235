#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "aggregate/hour_mark.hpp"

namespace celltally {

// The running numbers of one cell in one open hour: by EventKind but none, then by ServiceClass but
// none, in the order of the bits of a HourMark. All zero at first.
struct alignas(64) CellHour {
  std::array<std::uint64_t, HourMark::kBits> events;
  std::array<std::uint32_t, HourMark::kBits> people;  // different people behind the events
};

static_assert(sizeof(CellHour) == 256);

}  // namespace celltally
