#include "config/zone_polygons.hpp"

#include <utility>

namespace celltally {

ZonePolygons::ZonePolygons(std::vector<std::string> names, std::vector<Polygon> polygons)
    : names_(std::move(names)), polygons_(std::move(polygons)) {
  std::vector<LatitudeSlabs::Reach> reaches;
  reaches.reserve(polygons_.size());
  for (const Polygon& polygon : polygons_) reaches.push_back(polygon.outline.reach());
  slabs_ = LatitudeSlabs{reaches};
}

std::optional<ZonePolygons::Found> ZonePolygons::find(GeoPoint point) const noexcept {
  std::optional<Found> found;
  for (const std::uint32_t number : slabs_.at(point.latitude)) {
    const Polygon& polygon = polygons_[number];
    if (found && found->zone == polygon.zone) continue;
    if (!polygon.outline.contains(point)) continue;
    if (found) return Found{found->zone, true};
    found = Found{polygon.zone, false};
  }
  return found;
}

}  // namespace celltally
