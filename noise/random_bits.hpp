#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "noise/random_source.hpp"

namespace celltally {

__extension__ using Wide = unsigned __int128;

// Exact draws out of random octets, in whole numbers alone: what floating point would round away
// can be seen in the low digits of noisy counts (Mironov 2012). One thread.
class RandomBits {
 public:
  // Borrows the source, which must outlive it.
  explicit RandomBits(RandomSource& source) noexcept : source_(source) {}
  ~RandomBits() { wipe(); }

  RandomBits(const RandomBits&) = delete;
  RandomBits& operator=(const RandomBits&) = delete;

  // Each of 0 .. bound - 1 alike. REQUIRES: bound > 0.
  std::uint64_t below(std::uint64_t bound);

  bool coin() { return below(2) == 1; }

  // True with probability exp(-over / under), exactly (Canonne, Kamath and Steinke 2020, algorithm
  // 1). REQUIRES: 0 < under <= kUnderMax.
  bool exp_minus(Wide over, std::uint64_t under);

  static constexpr std::uint64_t kUnderMax = std::uint64_t{1} << 56;

  // Overwrites what is left of octets already drawn: noise could be told from them.
  void wipe() noexcept;

 private:
  // True with probability over / under. REQUIRES: over <= under.
  bool chance(std::uint64_t over, std::uint64_t under) {
    return over == under || below(under) < over;
  }
  bool exp_minus_fraction(std::uint64_t over, std::uint64_t under);
  std::uint64_t take(std::size_t octets);

  RandomSource& source_;
  std::array<std::byte, 4096> drawn_{};
  std::size_t at_ = drawn_.size();
};

}  // namespace celltally
