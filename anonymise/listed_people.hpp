#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "anonymise/table_memory.hpp"
#include "vocabulary/listed_person.hpp"
#include "vocabulary/tag.hpp"

namespace celltally {

// What the lists say of people seen in this epoch, by their tags: nothing of an identifier, nor of
// the hash in the list, stays. Those whom no list names are in it too, so that everybody is looked
// up once. Buckets of eight in a cache line, found by the tag; room for twice the limit. Tags are
// compared by 59 bits (two of a million people alike: 9 in 10^7). Fixed memory.
class ListedPeople {
 public:
  // Throws std::bad_alloc. REQUIRES: 0 < people_max <= 2^30.
  explicit ListedPeople(std::size_t people_max) : memory_((2 * people_max + kWays - 1) / kWays) {}

  [[gnu::always_inline]] void prefetch(Tag person) const noexcept {
    __builtin_prefetch(&memory_.of(person.value));
  }

  // None: not looked up yet.
  std::optional<ListedAs> find(Tag person) const noexcept {
    for (const std::uint64_t entry : memory_.of(person.value)) {
      if (entry == 0) break;
      if ((entry & ~kCode) == (person.value & ~kCode)) {
        return ListedAs::of_code(static_cast<std::uint8_t>((entry & kCode) - 1));
      }
    }
    return std::nullopt;
  }

  // False: there is no room. REQUIRES: find() finds nobody.
  bool add(Tag person, ListedAs as) noexcept {
    for (std::uint64_t& entry : memory_.of(person.value)) {
      if (entry != 0) continue;
      entry = (person.value & ~kCode) | (as.code() + 1u);
      return true;
    }
    return false;
  }

  // Whom find() finds is something else from now on.
  void change(Tag person, ListedAs as) noexcept {
    for (std::uint64_t& entry : memory_.of(person.value)) {
      if (entry != 0 && (entry & ~kCode) == (person.value & ~kCode)) {
        entry = (entry & ~kCode) | (as.code() + 1u);
        return;
      }
    }
  }

  void forget() noexcept { memory_.forget(); }

 private:
  static constexpr std::size_t kWays = 8;
  static constexpr std::uint64_t kCode = 31;
  using Bucket = std::array<std::uint64_t, kWays>;  // tag : 59 | ListedAs::code() + 1 : 5
  static_assert(sizeof(Bucket) == 64, "a cache line");

  TableMemory<Bucket> memory_;
};

}  // namespace celltally
