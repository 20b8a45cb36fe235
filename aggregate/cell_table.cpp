#include "aggregate/cell_table.hpp"

#include <bit>
#include <cassert>

namespace celltally {

CellTable::CellTable(std::size_t cells_max)
    : places_(cells_max),
      visitors_(cells_max),
      hours_(cells_max * DayHours::kEventsOpen),
      slots_(std::bit_ceil(2 * cells_max + 2)),
      bits_(std::countr_zero(slots_.size())),
      mask_(slots_.size() - 1) {
  assert(cells_max < std::size_t{1} << 31);
}

std::uint32_t CellTable::add(Place place) noexcept {
  assert(!full());
  std::size_t at = home(place);
  while (slots_[at].cell_plus_1 != 0) at = (at + 1) & mask_;
  const auto cell = static_cast<std::uint32_t>(size_++);
  slots_[at] = {.place = place, .cell_plus_1 = cell + 1};
  places_[cell] = place;
  return cell;
}

void CellTable::clear() noexcept {
  places_.clear();
  visitors_.clear();
  hours_.clear();
  slots_.clear();
  size_ = 0;
}

}  // namespace celltally
