#pragma once

#include <cstdint>

#include "vocabulary/timestamp.hpp"

namespace celltally {

// Whether `at` is further than `age_ns_max` from `begun`, to either side: a clock that jumped back
// must not keep things for ever. Any times may be given. REQUIRES: 0 <= age_ns_max < 2^62.
constexpr bool outlived(Timestamp begun, Timestamp at, std::int64_t age_ns_max) noexcept {
  const std::uint64_t age = static_cast<std::uint64_t>(age_ns_max);
  // Unsigned, as the difference of two times may not fit: wrapping around is what is wanted.
  const std::uint64_t since =
      static_cast<std::uint64_t>(at.ns) - static_cast<std::uint64_t>(begun.ns);
  return since + age > 2 * age;
}

}  // namespace celltally
