#pragma once

#include <cstdint>

#include "decode/temporary_id.hpp"
#include "vocabulary/place.hpp"

namespace celltally {

// A TMSI, P-TMSI or TLLI of an area of 2G or 3G. Not present() where the area is not known, for it
// says whose number it is, nor for a number that is nobody's (TS 23.003 2.4).
inline TemporaryId tmsi_in_area(TemporaryId::Kind kind, Place area, std::uint32_t number) noexcept {
  constexpr std::uint32_t kNobody = 0xffff'ffff;
  const bool somebody = number != 0 && number != kNobody;
  if (!somebody || !area.known()) return {};
  return TemporaryId::in_scope(kind, area.key(), number);
}

}  // namespace celltally
