#include "config/polygon_outline.hpp"

#include <algorithm>

namespace celltally {

PolygonOutline::PolygonOutline(const std::vector<Ring>& rings) {
  for (const Ring& ring : rings) add(ring);
  std::vector<LatitudeSlabs::Reach> reaches;
  reaches.reserve(edges_.size());
  for (const Edge& edge : edges_) reaches.push_back({edge.south.latitude, edge.north.latitude});
  slabs_ = LatitudeSlabs{reaches};
}

void PolygonOutline::add(const Ring& ring) {
  for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
    const GeoPoint a = ring[i], b = ring[i + 1];
    low_ = {std::min(low_.latitude, a.latitude), std::min(low_.longitude, a.longitude)};
    high_ = {std::max(high_.latitude, a.latitude), std::max(high_.longitude, a.longitude)};
    // Along a parallel nothing crosses it. The others run north, whichever way the ring goes: a
    // shared edge is the same to both that share it, to the last bit.
    if (a.latitude < b.latitude) edges_.push_back({a, b});
    if (b.latitude < a.latitude) edges_.push_back({b, a});
  }
}

// Counts the edges that a ray to the east crosses; holes count like the rest (even-odd rule).
bool PolygonOutline::contains(GeoPoint point) const noexcept {
  if (point.latitude < low_.latitude || point.latitude > high_.latitude) return false;
  if (point.longitude < low_.longitude || point.longitude > high_.longitude) return false;
  bool inside = false;
  for (const std::uint32_t number : slabs_.at(point.latitude)) {
    const auto& [south, north] = edges_[number];
    if (point.latitude < south.latitude || point.latitude >= north.latitude) continue;
    const double part = (point.latitude - south.latitude) / (north.latitude - south.latitude);
    const double crossing = south.longitude + part * (north.longitude - south.longitude);
    inside ^= point.longitude < crossing;
  }
  return inside;
}

}  // namespace celltally
