#pragma once

#include <array>
#include <cstdint>
#include <type_traits>

#include "aggregate/day_hours.hpp"
#include "vocabulary/tag.hpp"

namespace celltally {

// What a shard knows of one person today: one cache line, all zero at first. Cells are indexes of
// the CellTable.
struct alignas(64) Person {
  static constexpr std::uint8_t kManyCells = 255;

  Tag tag;
  // For each open presence hour, at `hour % kPresenceOpen`: the best candidate (see
  // presence_score.hpp) and its cell.
  std::array<std::uint64_t, DayHours::kPresenceOpen> best_score;
  std::array<std::uint32_t, DayHours::kPresenceOpen> best_cell;
  // The last visit: most events repeat it, and then the visit set need not be asked.
  std::uint32_t last_cell;
  std::uint16_t last_kinds;  // a bit for each EventKind
  std::uint8_t last_hour;    // plus one; 0 when there is none
  std::uint8_t cells;        // how many they visited today; kManyCells: so many or more

  bool repeats(std::uint32_t cell, std::size_t hour, std::uint16_t kind_bit) const noexcept {
    return last_cell == cell && last_hour == hour + 1 && (last_kinds & kind_bit) != 0;
  }
};

static_assert(sizeof(Person) == 64);
static_assert(std::is_trivial_v<Person> || std::is_trivially_copyable_v<Person>);

}  // namespace celltally
