#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "noise/noise.hpp"
#include "noise/random_bits.hpp"
#include "noise/random_source.hpp"

namespace celltally {

// Noise of one kind, drawn before the counts that it is for are known: how long an exact draw takes
// tells of what was drawn (Jin, McMurtry, Rubinstein and Ohrimenko 2021), and here that time is
// spent when it tells of no count. Each number is handed out once and overwritten, for a published
// count without its noise is the exact one. One thread; move only.
class NoisePool {
 public:
  // Empty. Borrows the source. REQUIRES: noise.scale.valid().
  NoisePool(const Noise& noise, RandomSource& random);
  NoisePool(NoisePool&& other) noexcept = default;
  NoisePool& operator=(NoisePool&&) = delete;
  ~NoisePool();

  // Draws until there are so many. Throws RandomnessFailed; what was drawn until then stays.
  void fill(std::size_t numbers);

  std::size_t size() const noexcept { return numbers_.size(); }

  // REQUIRES: size() > 0.
  std::int64_t take() noexcept;

 private:
  Noise noise_;
  RandomSource* random_;
  std::vector<std::int64_t> numbers_;
};

}  // namespace celltally
