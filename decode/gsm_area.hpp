#pragma once

#include <cstdint>

#include "decode/byte_cursor.hpp"
#include "decode/identity_digits.hpp"
#include "vocabulary/place.hpp"

namespace celltally {

// Areas and cells of 2G and 3G, each behind the three octets of its PLMN. Not known() where the
// octets are not there or the PLMN is not decimal.

// LAC 0 and fffe stand for no area (TS 23.003 4.1).
constexpr bool names_location_area(std::uint32_t lac) noexcept {
  return lac != 0 && lac != 0xfffe;
}

// TS 24.008 10.5.1.3. Not known() either for the LAI of a device that has none.
inline Place read_location_area(ByteCursor& cursor) noexcept {
  const Plmn plmn = read_plmn(cursor);
  const std::uint32_t lac = cursor.u16();
  const bool known = cursor.ok() && plmn.known() && names_location_area(lac);
  return known ? Place{PlaceKind::lai, plmn, lac} : Place{};
}

// TS 24.008 10.5.5.15.
inline Place read_routing_area(ByteCursor& cursor) noexcept {
  const Plmn plmn = read_plmn(cursor);
  const std::uint32_t lac_and_rac = cursor.u24();
  const bool known = cursor.ok() && plmn.known() && names_location_area(lac_and_rac >> 8);
  return known ? Place{PlaceKind::rai, plmn, lac_and_rac} : Place{};
}

// A CGI or SAI (TS 23.003 4.3.1, 12.5).
inline Place read_gsm_cell(PlaceKind kind, ByteCursor& cursor) noexcept {
  const Plmn plmn = read_plmn(cursor);
  const std::uint32_t lac_and_cell = cursor.u32();
  return cursor.ok() && plmn.known() ? Place{kind, plmn, lac_and_cell} : Place{};
}

// The location area that a routing area, a CGI or an SAI is in.
constexpr Place location_area_of(Place place) noexcept {
  switch (place.kind()) {
    case PlaceKind::lai: return place;
    case PlaceKind::rai: return {PlaceKind::lai, place.plmn(), place.id() >> 8};
    case PlaceKind::cgi:
    case PlaceKind::sai: return {PlaceKind::lai, place.plmn(), place.id() >> 16};
    default: return {};
  }
}

}  // namespace celltally
