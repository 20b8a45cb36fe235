#pragma once

#include <cstddef>
#include <cstdint>

namespace celltally {

// How far apart the events of a device are in the median (privacy reference 1.3, table Q): at most
// so many minutes.
enum class GapClass : std::uint8_t { m2, m5, m10, m20, more };

inline constexpr std::size_t kGapClasses = 5;

// REQUIRES: seconds >= 0.
constexpr GapClass gap_class_of(std::int64_t seconds) noexcept {
  return seconds <= 120    ? GapClass::m2
         : seconds <= 300  ? GapClass::m5
         : seconds <= 600  ? GapClass::m10
         : seconds <= 1200 ? GapClass::m20
                           : GapClass::more;
}

}  // namespace celltally
