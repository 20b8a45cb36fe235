#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "vocabulary/event_kind.hpp"

namespace celltally {

// The running numbers of one cell in one open hour, by EventKind but none. All zero at first.
struct alignas(64) CellHour {
  static constexpr std::size_t index_of(EventKind kind) noexcept {
    return static_cast<std::size_t>(kind) - 1;
  }
  std::array<std::uint64_t, kEventKinds - 1> events;
  std::array<std::uint32_t, kEventKinds - 1> people;  // different people behind the events
};

static_assert(sizeof(CellHour) == 192);

}  // namespace celltally
