#pragma once

#include <cstdint>
#include <vector>

namespace celltally {

// Bytes of a made-up message, element or packet; owned, in wire order.
using Octets = std::vector<std::uint8_t>;

}  // namespace celltally
