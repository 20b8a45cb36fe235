#pragma once

#include <cstdint>

namespace celltally {

// For whom a configuration is loaded: which sections must be there and are read, whose files
// are looked at.
enum class Purpose : std::uint8_t { probe, shipper, both };

}  // namespace celltally
