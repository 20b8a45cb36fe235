#pragma once

#include <cstddef>
#include <cstdint>

namespace celltally {

// How long the longest visit of a day to a place was (privacy reference 1.3), in minutes: from the
// first number on, below the second.
enum class DwellClass : std::uint8_t { m5_15, m15_30, m30_60, m60_120, m120_240, m240 };

inline constexpr std::size_t kDwellClasses = 6;

}  // namespace celltally
