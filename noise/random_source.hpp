#pragma once

#include <cstddef>
#include <span>

namespace celltally {

// Where random octets come from.
class RandomSource {
 public:
  virtual ~RandomSource() = default;

  // Fills all of it. Throws RandomnessFailed where there is none to be had: then nothing may be
  // released.
  virtual void fill(std::span<std::byte> octets) = 0;
};

}  // namespace celltally
