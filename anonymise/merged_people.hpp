#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "vocabulary/tag.hpp"

namespace celltally {

// Which temporary people may have turned out to be somebody else: nearly none of those that a
// message leads to, and to look for their later selves in the session table is a cache miss each. A
// bit for many tags: set is perhaps, clear is certainly not. 128 KiB, which stay in the cache.
class MergedPeople {
 public:
  MergedPeople() : words_(kBits / 64) {}

  void add(Tag person) noexcept { words_[word(person)] |= bit(person); }
  bool may_have(Tag person) const noexcept { return (words_[word(person)] & bit(person)) != 0; }
  void forget() noexcept { words_.assign(words_.size(), 0); }

 private:
  static constexpr std::size_t kBits = std::size_t{1} << 20;

  // Tags are random: any of their bits will do.
  static constexpr std::size_t word(Tag person) noexcept { return person.value % kBits / 64; }
  static constexpr std::uint64_t bit(Tag person) noexcept {
    return std::uint64_t{1} << person.value % 64;
  }

  std::vector<std::uint64_t> words_;
};

}  // namespace celltally
