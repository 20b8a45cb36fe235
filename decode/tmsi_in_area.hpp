#pragma once

#include <cstdint>

#include "decode/temporary_id.hpp"
#include "vocabulary/place.hpp"

namespace celltally {

// Whether a TMSI of any sort is nobody's: all ones say so (TS 23.003 2.4), zeroes stand where a
// device had none to say.
constexpr bool is_nobodys_tmsi(std::uint32_t tmsi) noexcept {
  return tmsi == 0 || tmsi == 0xffff'ffff;
}

// A TMSI, P-TMSI or TLLI of an area of 2G or 3G. Not present() where the area is not known, for it
// says whose number it is, nor for a number that is nobody's.
inline TemporaryId tmsi_in_area(TemporaryId::Kind kind, Place area, std::uint32_t number) noexcept {
  if (is_nobodys_tmsi(number) || !area.known()) return {};
  return TemporaryId::in_scope(kind, area.key(), number);
}

}  // namespace celltally
