#pragma once

#include <cstddef>
#include <cstdint>

#include "aggregate/cell_hour.hpp"
#include "aggregate/day_hours.hpp"
#include "aggregate/keyed_hash.hpp"
#include "memory/mapped_array.hpp"
#include "vocabulary/place.hpp"

namespace celltally {

// The cells of one epoch, numbered from 0 in order of first appearance, with their running numbers.
// Open addressing; at most half full.
class CellTable {
 public:
  static constexpr std::uint32_t kNone = 0xffff'ffff;

  // Throws std::bad_alloc. REQUIRES: cells_max < 2^31.
  explicit CellTable(std::size_t cells_max);

  std::size_t size() const noexcept { return size_; }
  bool full() const noexcept { return size_ == places_.size(); }
  Place place(std::uint32_t cell) const noexcept { return places_[cell]; }

  // Different people of today.
  std::uint32_t& visitors(std::uint32_t cell) noexcept { return visitors_[cell]; }
  CellHour& hour(std::uint32_t cell, std::size_t hour) noexcept {
    return hours_[hour_at(cell, hour)];
  }

  [[gnu::always_inline]] void prefetch(Place place) const noexcept { slots_.prefetch(home(place)); }
  [[gnu::always_inline]] void prefetch(std::uint32_t cell, std::size_t hour) const noexcept {
    hours_.prefetch(hour_at(cell, hour));
  }

  std::uint32_t find(Place place) const noexcept {
    for (std::size_t at = home(place);; at = (at + 1) & mask_) {
      const Slot& slot = slots_[at];
      if (slot.cell_plus_1 == 0) return kNone;
      if (slot.place == place) return slot.cell_plus_1 - 1;
    }
  }

  // REQUIRES: !full(), find(place) == kNone.
  std::uint32_t add(Place place) noexcept;

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

  MappedArray<Place> places_;
  MappedArray<std::uint32_t> visitors_;
  MappedArray<CellHour> hours_;  // for each cell, at `hour % kEventsOpen`
  MappedArray<Slot> slots_;
  KeyedHash hash_;
  int bits_;
  std::size_t mask_;
  std::size_t size_ = 0;
};

}  // namespace celltally
