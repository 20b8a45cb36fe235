#pragma once

#include <span>

#include "decode/wire_bytes.hpp"

namespace celltally {

// Overwrites signalling bytes with zeroes in the packet buffer they stand in. The compiler cannot
// leave it out.
class Wiper {
 public:
  static void wipe(std::span<const WireBytes> wire) noexcept;
};

}  // namespace celltally
