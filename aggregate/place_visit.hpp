#pragma once

#include <cstdint>

namespace celltally {

// A visit with its estimated length, to a cell, a site or a zone: from <= t < to, in seconds since
// the day began.
struct PlaceVisit {
  // What a visit must last to count as one (privacy reference 1.2), and to be a stay between two
  // ways (1.4).
  static constexpr std::uint32_t kQualifiedS = 10 * 60;
  static constexpr std::uint32_t kStayS = 15 * 60;

  std::uint32_t place;  // a number of DayPlaces, or of its cells
  std::uint32_t zone;   // of the cell in which it began
  std::uint32_t from;
  std::uint32_t to;

  constexpr std::uint32_t length() const noexcept { return to - from; }
  constexpr bool qualified() const noexcept { return length() >= kQualifiedS; }
  constexpr bool stay() const noexcept { return length() >= kStayS; }
};

}  // namespace celltally
