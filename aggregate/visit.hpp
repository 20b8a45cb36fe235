#pragma once

#include <cstdint>
#include <type_traits>

namespace celltally {

// That a person was in a cell: a run of their events there, with no other cell in between and no
// gap of more than two hours (privacy reference 1.3). Seconds count from the day's beginning.
struct Visit {
  static constexpr std::uint32_t kCellsMax = 1u << 22;
  static constexpr std::uint32_t kGapMaxS = 2 * 3600;
  // How well its best event tells of the place: the smaller, the better.
  enum class Rank : std::uint8_t { exact, last_known, area };

  std::uint64_t cell : 22;    // its index among the day's cells
  std::uint64_t first : 17;   // second of the first event: a day has at most 25 hours
  std::uint64_t last : 17;    // of the last one; not before the first
  std::uint64_t rank : 2;     // a Rank
  std::uint64_t arrived : 1;  // began by coming into the network: there was nothing before
  std::uint64_t left : 1;     // ended by leaving the network: there is nothing after
  std::uint64_t pruned : 1;   // others between the one before and this are left out: VisitPruner
};

static_assert(sizeof(Visit) == 8 && std::is_trivially_copyable_v<Visit>);

}  // namespace celltally
