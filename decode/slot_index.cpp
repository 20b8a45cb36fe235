#include "decode/slot_index.hpp"

#include <random>

namespace celltally {
namespace {

// The finaliser of MurmurHash3: each bit of the input flips about half of the output's.
std::uint64_t mix(std::uint64_t word) noexcept {
  word ^= word >> 33;
  word *= 0xff51afd7ed558ccd;
  word ^= word >> 33;
  word *= 0xc4ceb9fe1a85ec53;
  return word ^ word >> 33;
}

}  // namespace

std::uint64_t random_hash_seed() {
  std::random_device random;
  return std::uint64_t{random()} << 32 | random();
}

std::uint64_t hash_of(std::span<const std::uint64_t> words, std::uint64_t seed) noexcept {
  std::uint64_t state = seed;
  for (const std::uint64_t word : words) state = mix(state ^ word) + seed;
  return state;
}

}  // namespace celltally
