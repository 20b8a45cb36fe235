#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <utility>

#include "memory/mapped_array.hpp"

namespace celltally {

// Lists of small things, one for each person, in blocks of a cache line: a list is the number of
// its newest block (kNone: it is empty), and each block knows the one before it. T: 8 octets.
template <typename T>
class LogBlocks {
  static_assert(sizeof(T) == 8);

 public:
  static constexpr std::uint32_t kNone = 0;
  static constexpr std::uint32_t kPerBlock = 7;

  struct alignas(64) Block {
    std::uint32_t older;  // kNone: this is the oldest
    std::uint32_t used;   // the first `used` items, in order of entry
    std::array<T, kPerBlock> items;
  };
  static_assert(sizeof(Block) == 64);

  // Throws std::bad_alloc. REQUIRES: blocks_max < 2^32 - 1.
  explicit LogBlocks(std::size_t blocks_max) : blocks_(blocks_max) {
    assert(blocks_max < std::uint32_t(-1));
  }

  bool full() const noexcept { return free_ == kNone && taken_ == blocks_.size(); }
  // Whether append() takes a block.
  bool needs_block(std::uint32_t list) const noexcept {
    return list == kNone || (*this)[list].used == kPerBlock;
  }

  Block& operator[](std::uint32_t list) noexcept { return blocks_[list - 1]; }
  const Block& operator[](std::uint32_t list) const noexcept { return blocks_[list - 1]; }

  // REQUIRES: !needs_block(list) || !full().
  void append(std::uint32_t& list, const T& item) noexcept {
    if (needs_block(list)) {
      const std::uint32_t block = take();
      (*this)[block].older = list;
      (*this)[block].used = 0;
      list = block;
    }
    Block& block = (*this)[list];
    block.items[block.used++] = item;
  }

  // The newest. REQUIRES: list != kNone.
  T& newest(std::uint32_t list) noexcept { return (*this)[list].items[(*this)[list].used - 1]; }

  // Takes the newest away. REQUIRES: list != kNone.
  T pop(std::uint32_t& list) noexcept {
    Block& block = (*this)[list];
    const T item = block.items[--block.used];
    block.items[block.used] = T{};
    if (block.used == 0) give_back(std::exchange(list, block.older));
    return item;
  }

  void drop(std::uint32_t& list) noexcept {
    while (list != kNone) give_back(std::exchange(list, (*this)[list].older));
  }

  // Calls `see(item)` from the newest to the oldest, as long as it gives true.
  template <typename See>
  void each_from_newest(std::uint32_t list, See see) const {
    for (; list != kNone; list = (*this)[list].older) {
      const Block& block = (*this)[list];
      for (std::uint32_t i = block.used; i-- > 0;) {
        if (!see(block.items[i])) return;
      }
    }
  }

  [[gnu::always_inline]] void prefetch(std::uint32_t list) const noexcept {
    if (list != kNone) blocks_.prefetch(list - 1);
  }

  void clear() noexcept {
    blocks_.clear();
    free_ = kNone;
    taken_ = 0;
  }

 private:
  std::uint32_t take() noexcept {
    assert(!full());
    if (free_ == kNone) return ++taken_;
    return std::exchange(free_, (*this)[free_].older);
  }
  void give_back(std::uint32_t block) noexcept {
    (*this)[block] = Block{};
    (*this)[block].older = free_;
    free_ = block;
  }

  MappedArray<Block> blocks_;
  std::uint32_t free_ = kNone;  // given back, linked by `older`
  std::uint32_t taken_ = 0;     // blocks that were ever taken
};

}  // namespace celltally
