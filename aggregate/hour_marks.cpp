#include "aggregate/hour_marks.hpp"

#include <utility>

namespace celltally {

HourMark* HourMarks::find(Person& person, std::uint32_t cell, std::size_t hour,
                          std::size_t oldest_open) noexcept {
  HourMark* closed = nullptr;
  bool any_open = false;
  for (std::uint32_t list = person.marks; list != blocks_.kNone; list = blocks_[list].older) {
    auto& block = blocks_[list];
    for (std::uint32_t i = 0; i < block.used; ++i) {
      HourMark& mark = block.items[i];
      if (mark.is_of(cell, hour)) return &mark;
      const bool is_open = mark.hour_plus_1 > oldest_open;
      if (!is_open) closed = &mark;
      any_open |= is_open;
    }
  }
  if (any_open) return closed;
  blocks_.drop(person.marks);
  return nullptr;
}

std::uint32_t HourMarks::note(Person& person, std::uint32_t cell, std::size_t hour,
                              std::uint32_t bits, HourMark* found,
                              std::size_t oldest_open) noexcept {
  if (!person.mark.is_of(cell, hour)) {
    HourMark mark{};
    mark.cell = cell & (Visit::kCellsMax - 1);
    mark.hour_plus_1 = (hour + 1) & 31;
    if (found != nullptr && found->is_of(cell, hour)) mark = *found;
    const HourMark before = std::exchange(person.mark, mark);
    if (found != nullptr) {
      *found = before;
    } else if (before.hour_plus_1 > oldest_open) {
      blocks_.append(person.marks, before);
    }
  }
  const auto before = static_cast<std::uint32_t>(person.mark.seen);
  person.mark.seen = (before | bits) & ((1u << HourMark::kBits) - 1);
  return bits & ~before;
}

}  // namespace celltally
