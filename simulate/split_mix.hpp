#pragma once

#include <cstdint>

namespace celltally {

// A small pseudo-random generator (splitmix64). The standard library's distributions differ between
// libraries; this gives the same numbers everywhere. Not for anything that must stay secret.
class SplitMix {
 public:
  constexpr explicit SplitMix(std::uint64_t seed) noexcept : state_(seed) {}

  constexpr std::uint64_t next() noexcept {
    state_ += 0x9e3779b97f4a7c15;
    std::uint64_t mixed = state_;
    mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9;
    mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111eb;
    return mixed ^ mixed >> 31;
  }

  // 0 to bound - 1. REQUIRES: bound > 0.
  constexpr std::uint32_t below(std::uint32_t bound) noexcept {
    return static_cast<std::uint32_t>((next() >> 32) * bound >> 32);
  }

  // From low to high, both included. REQUIRES: low <= high, less than 2^32 apart.
  constexpr std::int64_t between(std::int64_t low, std::int64_t high) noexcept {
    return low + below(static_cast<std::uint32_t>(high - low) + 1);
  }

  // Exponentially distributed with this mean: as far as to the next of things that happen at
  // random. By comparing numbers only (von Neumann 1951), for no two libraries' logarithms are the
  // same. REQUIRES: 0 <= mean < 2^31.
  constexpr std::int64_t exponential(std::int64_t mean) noexcept {
    for (std::uint64_t whole = 0;; ++whole) {
      const std::uint64_t first = next() >> 32;
      std::uint64_t last = first;
      bool odd = true;
      for (std::uint64_t drawn = next() >> 32; drawn < last; drawn = next() >> 32) {
        last = drawn;
        odd = !odd;
      }
      if (!odd) continue;
      const auto steps = static_cast<std::uint64_t>(mean);
      return static_cast<std::int64_t>(whole * steps + (first * steps >> 32));
    }
  }

  constexpr bool percent(std::uint32_t chance) noexcept { return below(100) < chance; }

 private:
  std::uint64_t state_;
};

}  // namespace celltally
