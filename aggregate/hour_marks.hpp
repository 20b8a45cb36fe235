#pragma once

#include <cstddef>
#include <cstdint>

#include "aggregate/hour_mark.hpp"
#include "aggregate/log_blocks.hpp"
#include "aggregate/person.hpp"

namespace celltally {

// Who was in which cell in the open hours, and how: exact, so that people behind events are
// different people. The latest mark is in the person; those of more cells, which most people are
// not in, are in a list, which is given back when all of its hours are closed.
class HourMarks {
 public:
  // Throws std::bad_alloc. REQUIRES: blocks_max < 2^32 - 1.
  explicit HourMarks(std::size_t blocks_max) : blocks_(blocks_max) {}

  // In the list: the mark of the cell and hour; or one that may be written over because its hour is
  // closed; else nullptr. REQUIRES: !person.mark.is_of(cell, hour).
  HourMark* find(Person& person, std::uint32_t cell, std::size_t hour,
                 std::size_t oldest_open) noexcept;

  // Whether another mark of the person would not fit.
  bool full_for(const Person& person, std::size_t oldest_open) const noexcept {
    return person.mark.hour_plus_1 > oldest_open && blocks_.needs_block(person.marks) &&
           blocks_.full();
  }

  // Which of `bits` are seen for the first time. `found` is what find() gave for the same, nullptr
  // where it is not to be asked. REQUIRES: found != nullptr || !full_for(person), where it is.
  std::uint32_t note(Person& person, std::uint32_t cell, std::size_t hour, std::uint32_t bits,
                     HourMark* found, std::size_t oldest_open) noexcept;

  // Forgets all of the person; calls `see(mark)` for each of the open hours.
  template <typename See>
  void take_back(Person& person, std::size_t oldest_open, See see) noexcept {
    const auto see_open = [&](const HourMark& mark) {
      if (mark.hour_plus_1 > oldest_open) see(mark);
      return true;
    };
    see_open(person.mark);
    blocks_.each_from_newest(person.marks, see_open);
    blocks_.drop(person.marks);
    person.mark = {};
  }

  [[gnu::always_inline]] void prefetch(const Person& person) const noexcept {
    blocks_.prefetch(person.marks);
  }

  void clear() noexcept { blocks_.clear(); }

 private:
  LogBlocks<HourMark> blocks_;
};

}  // namespace celltally
