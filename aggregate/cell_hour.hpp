#pragma once

#include <array>
#include <cstdint>

#include "vocabulary/event_kind.hpp"

namespace celltally {

// The running numbers of one cell in one open hour, by EventKind. All zero at first.
struct alignas(64) CellHour {
  std::array<std::uint64_t, kEventKinds> events;
  std::array<std::uint32_t, kEventKinds> people;  // different people behind the events
};

static_assert(sizeof(CellHour) == 192);

}  // namespace celltally
