#include "aggregate/hour_marks.hpp"

#include <bit>
#include <cassert>

namespace celltally {

HourMarks::HourMarks(std::size_t visits_max)
    : visits_max_(visits_max),
      slots_(std::bit_ceil(visits_max + visits_max * 3 / 7 + 2)),
      bits_(std::countr_zero(slots_.size())),
      mask_(slots_.size() - 1) {
  assert(visits_max < std::size_t{1} << 40);
}

void HourMarks::add(std::size_t slot, std::uint64_t key) noexcept {
  assert(!full() && empty_at(slot));
  slots_[slot].set_key(key);
  ++size_;
}

void HourMarks::clear() noexcept {
  slots_.clear();
  size_ = 0;
}

}  // namespace celltally
