#pragma once

#include "noise/random_source.hpp"

namespace celltally {

// The kernel's generator, getrandom(2): seeded before the first octet, and safe across fork(2)
// because nothing of its state is in this process.
class SystemRandom final : public RandomSource {
 public:
  void fill(std::span<std::byte> octets) override;
};

}  // namespace celltally
