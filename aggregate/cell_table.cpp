#include "aggregate/cell_table.hpp"

#include <algorithm>
#include <bit>
#include <cassert>

namespace celltally {

CellTable::CellTable(std::size_t cells_max)
    : seen_(cells_max),
      spots_(cells_max),
      hours_(cells_max * DayHours::kEventsOpen),
      slots_(std::bit_ceil(2 * std::max<std::size_t>(cells_max, 1))),
      bits_(std::countr_zero(slots_.size())),
      mask_(slots_.size() - 1) {
  assert(cells_max <= Visit::kCellsMax);
}

std::uint32_t CellTable::add(Place place, const CellSpot& spot, Timestamp at) noexcept {
  assert(!full());
  std::size_t slot = home(place);
  while (slots_[slot].cell_plus_1 != 0) slot = (slot + 1) & mask_;
  const auto cell = static_cast<std::uint32_t>(size_++);
  slots_[slot] = {.place = place, .cell_plus_1 = cell + 1};
  seen_[cell] = {.cell = place, .first = at, .last = at};
  spots_[cell] = spot;
  return cell;
}

void CellTable::clear() noexcept {
  seen_.clear();
  spots_.clear();
  hours_.clear();
  slots_.clear();
  size_ = 0;
}

}  // namespace celltally
