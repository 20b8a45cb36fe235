#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "aggregate/day_count.hpp"
#include "vocabulary/zone.hpp"

namespace celltally::test {

inline constexpr std::uint32_t kMinute = 60;
inline constexpr std::uint32_t kHour = 3600;
inline constexpr std::uint32_t kWholeDay = 24 * kHour;

inline constexpr Plmn kNetwork{0x00f110};  // 001-01
inline Place cell_place(std::uint64_t number) {
  return {PlaceKind::ecgi, kNetwork, number};
}
inline Place site_place(std::uint64_t number) {
  return {PlaceKind::site, Plmn{}, number};
}
inline Place zone_place(std::uint64_t number) {
  return {PlaceKind::zone, Plmn{}, number};
}

// Cells 0 to 8: three at each of three sites, in zones 1 to 3 in that order. Cell 9 is at a site of
// its own in no zone, cell 10 is not listed.
inline std::vector<CellSite> hand_made_cells() {
  std::vector<CellSite> cells;
  for (std::uint64_t i = 0; i < 9; ++i) {
    cells.push_back(
        {.cell = cell_place(i), .site = site_place(i / 3), .zone = zone_place(1 + i / 3)});
  }
  cells.push_back({.cell = cell_place(9), .site = site_place(9)});
  cells.push_back({.cell = cell_place(10)});
  return cells;
}

// Seconds since the day began.
inline Visit visit(std::uint32_t cell, std::uint32_t first, std::uint32_t last) {
  Visit made{};
  made.cell = cell & (Visit::kCellsMax - 1);
  made.first = first & 0x1ffff;
  made.last = last & 0x1ffff;
  return made;
}
inline Visit arriving(Visit made) {
  made.arrived = 1;
  return made;
}
inline Visit leaving(Visit made) {
  made.left = 1;
  return made;
}

// A tally as a line: "cell 3 resident 1", "zone 1 zone 2 1", "zone none 25-34/f 1".
inline std::string text(Place place) {
  if (!place.known()) return "";
  if (place == kNoZone) return "zone none ";
  return std::string{place.kind() == PlaceKind::zone   ? "zone "
                     : place.kind() == PlaceKind::site ? "site "
                                                       : "cell "} +
         std::to_string(place.id()) + " ";
}
inline std::string text(Statistic statistic, const Tally& tally) {
  std::string line = text(tally.key.place) + text(tally.key.other);
  if (statistic == Statistic::origin && !tally.key.other.known()) line += "unknown ";
  if (const std::string detail = to_text(statistic, tally.key.detail); !detail.empty()) {
    line += detail + " ";
  }
  return line + std::to_string(tally.value);
}

}  // namespace celltally::test
