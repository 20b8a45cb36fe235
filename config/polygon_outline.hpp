#pragma once

#include <vector>

#include "config/latitude_slabs.hpp"
#include "vocabulary/geo_point.hpp"

namespace celltally {

// The outer ring of a polygon and its holes (RFC 7946 3.1.6): straight lines between longitudes and
// latitudes. Of polygons that share an edge a point on it is in exactly one.
class PolygonOutline {
 public:
  using Ring = std::vector<GeoPoint>;  // closed: the last point is the first one

  explicit PolygonOutline(const std::vector<Ring>& rings);

  bool contains(GeoPoint point) const noexcept;

  // From the southernmost point to the northernmost.
  LatitudeSlabs::Reach reach() const noexcept { return {low_.latitude, high_.latitude}; }

 private:
  struct Edge {
    GeoPoint south;
    GeoPoint north;
  };

  void add(const Ring& ring);

  GeoPoint low_{90, 180};  // of the box around it
  GeoPoint high_{-90, -180};
  std::vector<Edge> edges_;
  LatitudeSlabs slabs_;  // of edges_
};

}  // namespace celltally
