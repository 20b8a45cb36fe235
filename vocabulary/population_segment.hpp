#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>

namespace celltally {

// A broad group of people as the operator's list has it (privacy reference 1.6): an age band and a
// gender, as one number of four bits. Zero: unknown.
struct PopulationSegment {
  // From these ages on, in years; the last band is open.
  static constexpr std::size_t kBands = 7;
  static constexpr std::size_t kCodes = 1 + 2 * kBands;

  std::uint8_t code = 0;

  // REQUIRES: band < kBands.
  static constexpr PopulationSegment of(std::size_t band, bool male) noexcept {
    return {static_cast<std::uint8_t>(1 + 2 * band + (male ? 1 : 0))};
  }
  constexpr bool known() const noexcept { return code != 0; }

  friend constexpr auto operator<=>(PopulationSegment, PopulationSegment) = default;
};

}  // namespace celltally
