#pragma once

#include <cstddef>
#include <cstdint>

#include "aggregate/hour_mark.hpp"
#include "aggregate/keyed_hash.hpp"
#include "memory/mapped_array.hpp"

namespace celltally {

// The different (person, cell) pairs of one epoch: exact, one cache line per question. Open
// addressing; at most 0.7 full. (Roaring bitmaps per cell take 200 ns for the same at random:
// bench/aggregate_bench.cpp.)
class HourMarks {
 public:
  // Throws std::bad_alloc. REQUIRES: visits_max < 2^40.
  explicit HourMarks(std::size_t visits_max);

  bool full() const noexcept { return size_ == visits_max_; }

  [[gnu::always_inline]] void prefetch(std::uint64_t key) const noexcept {
    slots_.prefetch(home(key));
  }

  // Where the pair is, or where it would go: then at() is empty.
  std::size_t slot_of(std::uint64_t key) const noexcept {
    std::size_t slot = home(key);
    while (slots_[slot].key() != 0 && slots_[slot].key() != key) slot = (slot + 1) & mask_;
    return slot;
  }
  HourMark& at(std::size_t slot) noexcept { return slots_[slot]; }
  bool empty_at(std::size_t slot) const noexcept { return slots_[slot].key() == 0; }

  // REQUIRES: !full(), slot == slot_of(key), empty_at(slot).
  void add(std::size_t slot, std::uint64_t key) noexcept;

  void clear() noexcept;

 private:
  std::size_t home(std::uint64_t key) const noexcept { return hash_(key, bits_); }

  std::size_t visits_max_;
  MappedArray<HourMark> slots_;
  KeyedHash hash_;
  int bits_;
  std::size_t mask_;
  std::size_t size_ = 0;
};

}  // namespace celltally
