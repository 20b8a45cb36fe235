#pragma once

#include <algorithm>
#include <cassert>
#include <cstddef>
#include <limits>
#include <new>
#include <span>
#include <type_traits>

#include "memory/mapped_memory.hpp"

namespace celltally {

// A fixed number of Ts in memory of its own, all zero bits at first and after clear().
template <typename T>
class MappedArray {
  static_assert(std::is_trivially_copyable_v<T> && std::is_trivially_destructible_v<T>);

 public:
  // Throws std::bad_alloc when the system refuses, or for a size that no system has.
  explicit MappedArray(std::size_t size)
      : memory_(bytes_for(size)), items_(static_cast<T*>(memory_.data()), size) {}

  std::size_t size() const noexcept { return items_.size(); }
  T& operator[](std::size_t at) noexcept { return assert(at < size()), items_[at]; }
  const T& operator[](std::size_t at) const noexcept { return assert(at < size()), items_[at]; }

  // The first `count` items.
  std::span<const T> first(std::size_t count) const noexcept { return items_.first(count); }

  // Asks the processor to bring an item near, to be written. Never waits. Always inline: g++ drops
  // calls of functions that do nothing but prefetch, for want of an effect.
  [[gnu::always_inline]] void prefetch(std::size_t at) const noexcept {
    __builtin_prefetch(&items_[at], 1);
  }

  void clear() noexcept { memory_.clear(); }

 private:
  static std::size_t bytes_for(std::size_t size) {
    if (size > std::numeric_limits<std::size_t>::max() / 2 / sizeof(T)) throw std::bad_alloc();
    return std::max<std::size_t>(size, 1) * sizeof(T);
  }

  MappedMemory memory_;
  std::span<T> items_;
};

}  // namespace celltally
