#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <type_traits>

#include "anonymise/pages_of_zeroes.hpp"

namespace celltally {

// An array of buckets in such pages; a bucket of zero octets must be an empty one.
template <typename Bucket>
class TableMemory {
  static_assert(std::is_trivially_copyable_v<Bucket> && std::is_trivially_destructible_v<Bucket>);

 public:
  // REQUIRES: buckets > 0.
  explicit TableMemory(std::size_t buckets)
      : pages_(buckets * sizeof(Bucket)), buckets_(static_cast<Bucket*>(pages_.data()), buckets) {}

  // The bucket of a key whose bits are random: evenly, for any number of buckets below 2^32.
  Bucket& of(std::uint64_t key) const noexcept {
    return buckets_[static_cast<std::size_t>((key >> 32) * buckets_.size() >> 32)];
  }
  void forget() noexcept { pages_.forget(); }

 private:
  PagesOfZeroes pages_;
  std::span<Bucket> buckets_;
};

}  // namespace celltally
