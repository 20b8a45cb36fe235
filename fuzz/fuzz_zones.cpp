// Any bytes as GeoJSON of zones: either zones or reasons, and every point is in one, in the first
// of several, or in none, as the obvious way says.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "config/list_problems.hpp"
#include "config/zone_polygons.hpp"
#include "vocabulary/place_names.hpp"

namespace {

using celltally::GeoPoint;
using celltally::ZonePolygons;
using Json = nlohmann::json;

void require(bool holds) {
  if (!holds) std::abort();
}

GeoPoint point_of(const Json& position) {
  return {position[1].get<double>(), position[0].get<double>()};
}

bool inside(const Json& rings, GeoPoint point) {
  bool is = false;
  for (const Json& ring : rings) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      GeoPoint south = point_of(ring[i]), north = point_of(ring[i + 1]);
      if (north.latitude < south.latitude) std::swap(south, north);
      if (point.latitude < south.latitude || point.latitude >= north.latitude) continue;
      const double part = (point.latitude - south.latitude) / (north.latitude - south.latitude);
      is ^= point.longitude < south.longitude + part * (north.longitude - south.longitude);
    }
  }
  return is;
}

struct Drawn {
  std::string zone;
  Json rings;
};

std::vector<Drawn> drawn(const Json& root) {
  std::vector<Drawn> all;
  for (const Json& feature : root["features"]) {
    const std::string zone = feature["properties"]["name"];
    const Json& coordinates = feature["geometry"]["coordinates"];
    if (feature["geometry"]["type"] == "Polygon") {
      all.push_back({zone, coordinates});
    } else {
      for (const Json& rings : coordinates) all.push_back({zone, rings});
    }
  }
  return all;
}

void check_point(const ZonePolygons& zones, const std::vector<Drawn>& all, GeoPoint point) {
  std::string first;
  bool several = false;
  for (const Drawn& one : all) {
    if (!inside(one.rings, point)) continue;
    several |= !first.empty() && first != one.zone;
    if (first.empty()) first = one.zone;
  }
  const auto found = zones.find(point);
  require(found.has_value() == !first.empty());
  if (found) require(zones.names()[found->zone] == first && found->several == several);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(data, data + size);
  // With all the memory that it wants: nlohmann-json allocates when it frees, and may not fail
  // then.
  const auto zones = celltally::read_zone_polygons(text, "f");
  if (!zones) {
    require(!zones.error().empty());
    require(zones.error().size() <= celltally::ListProblems::kTold + 1);
    for (const std::string& problem : zones.error()) {
      require(problem.starts_with("f:") && problem.size() < 1000);
      for (const char c : problem) require((c < 0 || c >= ' ') && c != 0x7f);
    }
    return 0;
  }
  require(!zones->names().empty());
  for (const std::string& name : zones->names()) require(celltally::PlaceNames::is_name(name));
  const Json root = Json::parse(text);
  const std::vector<Drawn> all = drawn(root);
  for (std::size_t i = 0; i < all.size() && i < 4; ++i) {
    const Json& ring = all[i].rings[0];
    for (std::size_t j = 0; j + 1 < ring.size() && j < 20; ++j) {
      const GeoPoint a = point_of(ring[j]), b = point_of(ring[j + 1]);
      check_point(*zones, all, a);
      check_point(*zones, all, {(a.latitude + b.latitude) / 2, (a.longitude + b.longitude) / 2});
      check_point(*zones, all, {a.latitude, b.longitude});
    }
  }
  return 0;
}
