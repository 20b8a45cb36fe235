#pragma once

#include <cstdint>
#include <random>

namespace celltally {

// Spreads keys over a table of a power of two. Cells come off the wire, so whoever sends may choose
// them: the random factor makes it impossible to choose ones that collide. No output depends on it,
// for whatever leaves a table is sorted.
class KeyedHash {
 public:
  KeyedHash() {
    std::random_device random;
    factor_ = (std::uint64_t{random()} << 32 | random()) | 1;
    addend_ = std::uint64_t{random()} << 32 | random();
  }

  // The `bits` highest bits of the hash. REQUIRES: 1 <= bits <= 63.
  std::uint64_t operator()(std::uint64_t key, int bits) const noexcept {
    std::uint64_t hash = (key ^ addend_) * factor_;
    hash ^= hash >> 32;
    return hash * factor_ >> (64 - bits);
  }

 private:
  std::uint64_t factor_;
  std::uint64_t addend_;
};

}  // namespace celltally
