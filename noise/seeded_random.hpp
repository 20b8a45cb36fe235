#pragma once

#include <cstdint>
#include <random>

#include "noise/random_source.hpp"

namespace celltally {

// The same octets for the same seed, on every machine: for the lab and for tests. Whoever knows the
// seed can take the noise off again, so what is made with it is protected from nobody.
class SeededRandom final : public RandomSource {
 public:
  explicit SeededRandom(std::uint64_t seed) : engine_(seed) {}

  void fill(std::span<std::byte> octets) override {
    for (std::byte& octet : octets) octet = std::byte(engine_() >> 56);
  }

 private:
  std::mt19937_64 engine_;
};

}  // namespace celltally
