#pragma once

#include <cstddef>
#include <cstdint>

#include "memory/mapped_array.hpp"

namespace celltally {

// The buckets of a table, found by keys whose bits are random; a bucket of zero octets must be an
// empty one.
template <typename Bucket>
class TableMemory {
 public:
  // Throws std::bad_alloc. REQUIRES: 0 < buckets < 2^32.
  explicit TableMemory(std::size_t buckets) : buckets_(buckets) {}

  // Which bucket is a key's, by its upper half: evenly, for any number of buckets.
  std::size_t index_of(std::uint64_t key) const noexcept {
    const auto index = static_cast<std::size_t>((key >> 32) * buckets_.size() >> 32);
    if (index >= buckets_.size()) __builtin_unreachable();  // as arithmetic has it
    return index;
  }
  Bucket& operator[](std::size_t index) noexcept { return buckets_[index]; }
  const Bucket& operator[](std::size_t index) const noexcept { return buckets_[index]; }

  Bucket& of(std::uint64_t key) noexcept { return buckets_[index_of(key)]; }
  const Bucket& of(std::uint64_t key) const noexcept { return buckets_[index_of(key)]; }

  void forget() noexcept { buckets_.clear(); }

 private:
  MappedArray<Bucket> buckets_;
};

}  // namespace celltally
