#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "aggregate/person.hpp"
#include "memory/mapped_array.hpp"

namespace celltally {

// The people of one epoch, numbered from 0 in order of first appearance. Found by tag: open
// addressing on the tag's own bits, which are random already; at most half full.
class PersonTable {
 public:
  static constexpr std::uint32_t kNone = 0xffff'ffff;

  // Throws std::bad_alloc. REQUIRES: people_max < 2^31.
  explicit PersonTable(std::size_t people_max);

  std::size_t size() const noexcept { return size_; }
  bool full() const noexcept { return size_ == people_.size(); }
  Person& operator[](std::uint32_t person) noexcept { return people_[person]; }
  const Person& operator[](std::uint32_t person) const noexcept { return people_[person]; }
  std::span<const Person> people() const noexcept { return people_.first(size_); }

  [[gnu::always_inline]] void prefetch(Tag tag) const noexcept { slots_.prefetch(home(tag)); }
  [[gnu::always_inline]] void prefetch(std::uint32_t person) const noexcept {
    people_.prefetch(person);
  }

  // Who this most likely is, without a look at the person; kNone when certainly nobody yet.
  std::uint32_t guess(Tag tag) const noexcept {
    for (std::size_t at = home(tag);; at = (at + 1) & mask_) {
      const Slot slot = slots_[at];
      if (slot.person_plus_1 == 0) return kNone;
      if (slot.fingerprint == fingerprint(tag)) return slot.person_plus_1 - 1;
    }
  }

  std::uint32_t find(Tag tag) const noexcept;

  // REQUIRES: !full(), find(tag) == kNone.
  std::uint32_t add(Tag tag) noexcept;

  void clear() noexcept;

 private:
  struct Slot {
    std::uint32_t fingerprint;
    std::uint32_t person_plus_1;  // 0: empty
  };

  std::size_t home(Tag tag) const noexcept { return tag.value & mask_; }
  static std::uint32_t fingerprint(Tag tag) noexcept {
    return static_cast<std::uint32_t>(tag.value >> 32);
  }

  MappedArray<Person> people_;
  MappedArray<Slot> slots_;
  std::size_t mask_;
  std::size_t size_ = 0;
};

}  // namespace celltally
