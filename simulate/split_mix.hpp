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

  constexpr bool percent(std::uint32_t chance) noexcept { return below(100) < chance; }

 private:
  std::uint64_t state_;
};

}  // namespace celltally
