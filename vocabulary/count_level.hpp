#pragma once

#include <cstdint>

namespace celltally {

// Of which places presence, visitors and dwell are told: of each cell, each site (mast) or each
// zone.
enum class CountLevel : std::uint8_t { cell, site, zone };

}  // namespace celltally
