#include "simulate/town_cell.hpp"

#include "simulate/wire_digits.hpp"

namespace celltally {

Place place_of(TownCell cell) {
  constexpr std::uint32_t kTownSite = 0x00a01;
  constexpr std::uint32_t kWorksSite = 0x00b01;
  const auto number = static_cast<std::uint32_t>(cell);
  if (cell == TownCell::old_quarter) return {PlaceKind::sai, plmn("001-01"), 0x0303'0404};
  if (cell == TownCell::works) return {PlaceKind::ecgi, plmn("999-70"), kWorksSite << 8 | 1};
  // Three sectors a site.
  return {PlaceKind::ecgi, plmn("001-01"), (kTownSite + number / 3) << 8 | (1 + number % 3)};
}

Place area_of(TownCell cell) {
  if (cell == TownCell::old_quarter) return {PlaceKind::rai, plmn("001-01"), 0x0303'07};
  if (cell == TownCell::works) return {PlaceKind::tai, plmn("999-70"), 0x0201};
  return {PlaceKind::tai, plmn("001-01"), 0x0101};
}

}  // namespace celltally
