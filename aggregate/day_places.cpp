#include "aggregate/day_places.hpp"

#include <algorithm>

#include "vocabulary/zone.hpp"

namespace celltally {

namespace {

Place zone_of(const CellSite& cell) noexcept {
  return cell.zone.known() ? cell.zone : kNoZone;
}

Place place_of(CountLevel level, const CellSite& cell) noexcept {
  switch (level) {
    case CountLevel::cell: return cell.cell;
    case CountLevel::site: return cell.site.known() ? cell.site : cell.cell;
    case CountLevel::zone: return zone_of(cell);
  }
  return cell.cell;
}

void sort_once(std::vector<Place>& places) {
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
}

std::uint32_t number_in(const std::vector<Place>& places, Place place) noexcept {
  const auto found = std::lower_bound(places.begin(), places.end(), place);
  return static_cast<std::uint32_t>(found - places.begin());
}

}  // namespace

DayPlaces::DayPlaces(CountLevel level, std::span<const CellSite> cells) : level_(level) {
  places_.reserve(cells.size());
  zones_.reserve(cells.size());
  for (const CellSite& cell : cells) {
    places_.push_back(celltally::place_of(level, cell));
    zones_.push_back(celltally::zone_of(cell));
  }
  sort_once(places_);
  sort_once(zones_);
  cells_.reserve(cells.size());
  for (const CellSite& cell : cells) {
    cells_.push_back({number_in(places_, celltally::place_of(level, cell)),
                      number_in(zones_, celltally::zone_of(cell))});
  }
}

}  // namespace celltally
