#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "config/latitude_slabs.hpp"
#include "config/polygon_outline.hpp"
#include "vocabulary/geo_point.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// The zones that an operator draws on the map: GeoJSON (RFC 7946), a FeatureCollection of Polygons
// and MultiPolygons, each with a property `name`. Several of one name are one zone. Does not change
// once made.
class ZonePolygons {
 public:
  static constexpr std::size_t kOctetsMax = std::size_t{64} << 20;

  struct Polygon {
    std::uint32_t zone;  // in `names`
    PolygonOutline outline;
  };

  struct Found {
    std::uint32_t zone;  // in names(): of the first polygon in the file that has the point in it
    bool several;        // polygons of other zones have it too
  };

  ZonePolygons() = default;
  ZonePolygons(std::vector<std::string> names, std::vector<Polygon> polygons);

  // Nothing when the point is outside of all.
  std::optional<Found> find(GeoPoint point) const noexcept;

  const std::vector<std::string>& names() const noexcept { return names_; }  // as in the file

 private:
  std::vector<std::string> names_;
  std::vector<Polygon> polygons_;
  LatitudeSlabs slabs_;  // of polygons_
};

// What is wrong, a line each, with its place and its mend: `zones.geojson: features[3].properties:
// has no name; ...`. Of more than ListProblems::kTold the last line tells how many more.
using ZoneProblems = std::vector<std::string>;

Result<ZonePolygons, ZoneProblems> read_zone_polygons(std::string_view text, std::string_view name);
Result<ZonePolygons, ZoneProblems> load_zone_polygons(const std::string& path);

}  // namespace celltally
