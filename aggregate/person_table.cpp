#include "aggregate/person_table.hpp"

#include <bit>
#include <cassert>

namespace celltally {

PersonTable::PersonTable(std::size_t people_max)
    : people_(people_max), slots_(std::bit_ceil(2 * people_max)), mask_(slots_.size() - 1) {
  assert(people_max < std::size_t{1} << 31);
}

std::uint32_t PersonTable::find(Tag tag) const noexcept {
  for (std::size_t at = home(tag);; at = (at + 1) & mask_) {
    const Slot slot = slots_[at];
    if (slot.person_plus_1 == 0) return kNone;
    if (slot.fingerprint == fingerprint(tag) && people_[slot.person_plus_1 - 1].tag == tag) {
      return slot.person_plus_1 - 1;
    }
  }
}

std::uint32_t PersonTable::add(Tag tag) noexcept {
  assert(!full());
  std::size_t at = home(tag);
  while (slots_[at].person_plus_1 != 0) at = (at + 1) & mask_;
  const auto person = static_cast<std::uint32_t>(size_++);
  slots_[at] = {.fingerprint = fingerprint(tag), .person_plus_1 = person + 1};
  people_[person].tag = tag;
  return person;
}

void PersonTable::clear() noexcept {
  people_.clear();
  slots_.clear();
  size_ = 0;
}

}  // namespace celltally
