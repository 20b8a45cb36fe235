#pragma once

#include <cstddef>
#include <cstdint>

#include "aggregate/cell_hour.hpp"
#include "aggregate/cell_spot.hpp"
#include "aggregate/day_hours.hpp"
#include "aggregate/keyed_hash.hpp"
#include "aggregate/seen_cell.hpp"
#include "aggregate/visit.hpp"
#include "memory/mapped_array.hpp"
#include "vocabulary/place.hpp"

namespace celltally {

// The cells of one epoch, numbered from 0 in order of first appearance, with where they are, when
// they were seen, and their running numbers. Open addressing; at most half full.
class CellTable {
 public:
  static constexpr std::uint32_t kNone = 0xffff'ffff;

  // Throws std::bad_alloc. REQUIRES: cells_max <= Visit::kCellsMax.
  explicit CellTable(std::size_t cells_max);

  std::size_t size() const noexcept { return size_; }
  bool full() const noexcept { return size_ == seen_.size(); }
  Place place(std::uint32_t cell) const noexcept { return seen_[cell].cell; }
  const CellSpot& spot(std::uint32_t cell) const noexcept { return spots_[cell]; }

  // An event of the cell was counted.
  void see(std::uint32_t cell, Timestamp at) noexcept {
    SeenCell& seen = seen_[cell];
    if (at < seen.first) seen.first = at;
    if (at > seen.last) seen.last = at;
  }
  const SeenCell& seen(std::uint32_t cell) const noexcept { return seen_[cell]; }

  CellHour& hour(std::uint32_t cell, std::size_t hour) noexcept {
    return hours_[hour_at(cell, hour)];
  }

  [[gnu::always_inline]] void prefetch(Place place) const noexcept { slots_.prefetch(home(place)); }
  [[gnu::always_inline]] void prefetch(std::uint32_t cell, std::size_t hour) const noexcept {
    hours_.prefetch(hour_at(cell, hour));
    seen_.prefetch(cell);
  }
  // Where the people behind most kinds of events are counted.
  [[gnu::always_inline]] void prefetch_people(std::uint32_t cell, std::size_t hour) const noexcept {
    __builtin_prefetch(&hours_[hour_at(cell, hour)].people, 1);
  }

  std::uint32_t find(Place place) const noexcept {
    for (std::size_t at = home(place);; at = (at + 1) & mask_) {
      const Slot& slot = slots_[at];
      if (slot.cell_plus_1 == 0) return kNone;
      if (slot.place == place) return slot.cell_plus_1 - 1;
    }
  }

  // An event of a new cell came at that time. REQUIRES: !full(), find(place) == kNone.
  std::uint32_t add(Place place, const CellSpot& spot, Timestamp at) noexcept;

  void clear() noexcept;

 private:
  struct Slot {
    Place place;
    std::uint32_t cell_plus_1;  // 0: empty
  };

  std::size_t home(Place place) const noexcept { return hash_(place.key(), bits_); }
  static std::size_t hour_at(std::uint32_t cell, std::size_t hour) noexcept {
    return std::size_t{cell} * DayHours::kEventsOpen + hour % DayHours::kEventsOpen;
  }

  MappedArray<SeenCell> seen_;
  MappedArray<CellSpot> spots_;
  MappedArray<CellHour> hours_;  // for each cell, at `hour % kEventsOpen`
  MappedArray<Slot> slots_;
  KeyedHash hash_;
  int bits_;
  std::size_t mask_;
  std::size_t size_ = 0;
};

}  // namespace celltally
