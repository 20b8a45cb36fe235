#include "aggregate/hour_marks.hpp"

namespace celltally {

HourMark* HourMarks::find(const Person& person, std::uint32_t cell, std::size_t hour,
                          std::size_t oldest_open) noexcept {
  HourMark* closed = nullptr;
  bool any_open = false;
  for (std::uint32_t list = person.marks; list != blocks_.kNone; list = blocks_[list].older) {
    auto& block = blocks_[list];
    for (std::uint32_t i = 0; i < block.used; ++i) {
      HourMark& mark = block.items[i];
      if (mark.is_of(cell, hour)) return &mark;
      const bool is_closed = mark.hour_plus_1 <= oldest_open;
      if (is_closed) closed = &mark;
      any_open |= !is_closed;
    }
  }
  // Who was in many cells in an hour that is closed has no use for all that room.
  return any_open || closed == nullptr ? closed : &blocks_.keep_one(person.marks);
}

std::uint32_t HourMarks::note(Person& person, std::uint32_t cell, std::size_t hour,
                              std::uint32_t bits, HourMark* found) noexcept {
  if (found == nullptr || !found->is_of(cell, hour)) {
    HourMark fresh{};
    fresh.cell = cell & (Visit::kCellsMax - 1);
    fresh.hour_plus_1 = (hour + 1) & 31;
    if (found != nullptr) {
      *found = fresh;
    } else {
      blocks_.append(person.marks, fresh);
      found = &blocks_.newest(person.marks);
    }
  }
  const auto before = static_cast<std::uint32_t>(found->seen);
  found->seen = (before | bits) & ((1u << HourMark::kBits) - 1);
  person.mark = *found;
  return bits & ~before;
}

}  // namespace celltally
