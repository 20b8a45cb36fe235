#include "config/zone_polygons.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <random>

#include "config/list_problems.hpp"

namespace celltally {
namespace {

using testing::ElementsAre;
using testing::SizeIs;

std::string feature(const std::string& name, const std::string& geometry) {
  return R"({"type":"Feature","properties":{"name":")" + name + R"("},"geometry":)" + geometry +
         "}";
}

std::string polygon(const std::string& rings) {
  return R"({"type":"Polygon","coordinates":)" + rings + "}";
}

std::string collection(const std::string& features) {
  return R"({"type":"FeatureCollection","features":[)" + features + "]}";
}

std::vector<std::string> problems(const std::string& text) {
  const auto zones = read_zone_polygons(text, "z");
  return zones ? std::vector<std::string>{"none"} : zones.error();
}

std::string zone_at(const ZonePolygons& zones, double longitude, double latitude) {
  const auto found = zones.find({latitude, longitude});
  return found ? zones.names()[found->zone] + (found->several ? "+" : "") : "none";
}

TEST(ZonePolygons, HaveHolesAndSeveralParts) {
  const auto zones = read_zone_polygons(
      collection(feature("ring", polygon("[[[0,0],[9,0],[9,9],[0,9],[0,0]],"
                                         "[[3,3],[3,6],[6,6],[6,3],[3,3]]]")) +
                 "," +
                 feature("isles", R"({"type":"MultiPolygon","coordinates":[)"
                                  "[[[4,4],[5,4],[5,5],[4,4]]],[[[20,1],[21,1],[21,2],[20,1]]],"
                                  // Parts that overlap do not make a hole.
                                  "[[[20,1],[21,1],[21,2],[20,1]]]]}") +
                 "," + feature("ring", polygon("[[[-2,-2,7],[-1,-2,7],[-1,-1,7],[-2,-2,7]]]"))),
      "z");
  ASSERT_TRUE(zones) << zones.error().front();
  EXPECT_THAT(zones->names(), ElementsAre("ring", "isles"));
  struct Case {
    double longitude, latitude;
    const char* zone;
  };
  for (const Case& test : {Case{1, 1, "ring"}, Case{3.5, 5.5, "none"}, Case{4.9, 4.2, "isles"},
                           Case{20.9, 1.5, "isles"}, Case{-1.1, -1.9, "ring"}, Case{10, 1, "none"},
                           Case{1, 10, "none"}, Case{-1, 1, "none"}, Case{1, -0.5, "none"},
                           Case{-1.9, -1.1, "none"}, Case{7, 4, "ring"}, Case{1, 4, "ring"}}) {
    EXPECT_EQ(zone_at(*zones, test.longitude, test.latitude), test.zone)
        << test.longitude << " " << test.latitude;
  }
  EXPECT_FALSE(ZonePolygons{}.find({0, 0}));
  EXPECT_FALSE(zones->find({std::nan(""), std::nan("")}));
}

TEST(ZonePolygons, TheFirstInTheFileWinsWhereTheyOverlap) {
  const std::string square = "[[[0,0],[2,0],[2,2],[0,2],[0,0]]]";
  const std::string beside = "[[[1,1],[3,1],[3,3],[1,3],[1,1]]]";
  const auto zones = read_zone_polygons(
      collection(feature("b", polygon(square)) + "," + feature("b", polygon(square)) + "," +
                 feature("a", polygon(beside))),
      "z");
  ASSERT_TRUE(zones);
  EXPECT_EQ(zone_at(*zones, 0.5, 0.5), "b");  // twice in the same zone is nothing odd
  EXPECT_EQ(zone_at(*zones, 1.5, 1.5), "b+");
  EXPECT_EQ(zone_at(*zones, 2.5, 2.5), "a");
}

// The obvious way: every polygon, every edge.
bool obviously_inside(const std::vector<PolygonOutline::Ring>& rings, GeoPoint point) {
  bool inside = false;
  for (const auto& ring : rings) {
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) {
      const GeoPoint a = ring[i], b = ring[i + 1];
      if ((a.latitude > point.latitude) == (b.latitude > point.latitude)) continue;
      const GeoPoint south = a.latitude < b.latitude ? a : b;
      const GeoPoint north = a.latitude < b.latitude ? b : a;
      const double part = (point.latitude - south.latitude) / (north.latitude - south.latitude);
      if (point.longitude < south.longitude + part * (north.longitude - south.longitude)) {
        inside = !inside;
      }
    }
  }
  return inside;
}

TEST(ZonePolygons, SayWhatTheObviousWaySays) {
  std::mt19937 random{1};
  for (int round = 0; round < 300; ++round) {
    // Any rings, also such as cross themselves; on a coarse grid, so that points are on their
    // lines.
    std::uniform_int_distribution<int> coordinate{-8, 8}, some{1, 4}, many{4, 60};
    const double unit = round % 2 == 0 ? 1 : 0.1;
    std::vector<ZonePolygons::Polygon> polygons;
    std::vector<std::vector<PolygonOutline::Ring>> rings(static_cast<std::size_t>(some(random)));
    std::vector<std::string> names;
    for (auto& of_one : rings) {
      of_one.resize(static_cast<std::size_t>(some(random)));
      for (auto& ring : of_one) {
        for (int i = many(random); i > 0; --i) {
          ring.push_back({coordinate(random) * unit, coordinate(random) * unit});
        }
        ring.push_back(ring.front());
      }
      polygons.push_back({static_cast<std::uint32_t>(names.size()), PolygonOutline{of_one}});
      names.push_back(std::to_string(names.size()));
    }
    const ZonePolygons zones{names, std::move(polygons)};
    for (int point = 0; point < 400; ++point) {
      const GeoPoint at{coordinate(random) * unit / 2, coordinate(random) * unit / 2};
      std::vector<std::string> expected;
      for (std::size_t i = 0; i < rings.size(); ++i) {
        if (obviously_inside(rings[i], at)) expected.push_back(names[i]);
      }
      const std::string text =
          expected.empty() ? "none" : expected[0] + (expected.size() > 1 ? "+" : "");
      ASSERT_EQ(zone_at(zones, at.longitude, at.latitude), text) << round;
    }
  }
}

// A plane cut into triangles, each point of which is in exactly one: also those on edges and
// corners, whichever way the rings go.
TEST(ZonePolygons, ThatShareEdgesArePartition) {
  std::mt19937 random{2};
  constexpr int kSide = 12;
  std::uniform_real_distribution<double> jitter{-0.3, 0.3};
  std::map<std::pair<int, int>, GeoPoint> corner;
  for (int i = 0; i <= kSide; ++i) {
    for (int j = 0; j <= kSide; ++j) {
      const bool edge = i == 0 || j == 0 || i == kSide || j == kSide;
      corner[{i, j}] = {i + (edge ? 0 : jitter(random)), j + (edge ? 0 : jitter(random))};
    }
  }
  std::vector<ZonePolygons::Polygon> polygons;
  std::vector<std::string> names;
  const auto add = [&](GeoPoint a, GeoPoint b, GeoPoint c) {
    if (random() % 2 == 0) std::swap(b, c);
    polygons.push_back({static_cast<std::uint32_t>(names.size()), PolygonOutline{{{a, b, c, a}}}});
    names.push_back(std::to_string(names.size()));
  };
  for (int i = 0; i < kSide; ++i) {
    for (int j = 0; j < kSide; ++j) {
      add(corner[{i, j}], corner[{i + 1, j}], corner[{i, j + 1}]);
      add(corner[{i + 1, j + 1}], corner[{i + 1, j}], corner[{i, j + 1}]);
    }
  }
  const ZonePolygons zones{names, std::move(polygons)};
  const auto in_one = [&](GeoPoint point) {
    const auto found = zones.find(point);
    return found && !found->several;
  };
  std::uniform_real_distribution<double> inside{0, kSide};
  for (int i = 0; i < 20'000; ++i) ASSERT_TRUE(in_one({inside(random), inside(random)}));
  for (int i = 0; i < kSide; ++i) {
    for (int j = 0; j < kSide; ++j) {
      const GeoPoint a = corner[{i, j}], b = corner[{i, j + 1}], c = corner[{i + 1, j}];
      ASSERT_TRUE(in_one(a)) << i << " " << j;
      for (double part = 0; part < 1; part += 0.01) {
        ASSERT_TRUE(in_one({a.latitude + part * (b.latitude - a.latitude),
                            a.longitude + part * (b.longitude - a.longitude)}));
        ASSERT_TRUE(in_one({a.latitude + part * (c.latitude - a.latitude),
                            a.longitude + part * (c.longitude - a.longitude)}));
      }
    }
  }
}

TEST(ZonePolygons, TellWhatIsWrongAndWhereAndWhatToWrite) {
  struct Case {
    std::string text;
    const char* problem;
  };
  const std::string ring = "[[0,0],[1,0],[1,1],[0,0]]";
  const Case kCases[] = {
      {"", "z:1:1: from here on it is no JSON; mend it, or export the zones anew"},
      {"{\"type\":\n  oops}",
       "z:2:3: from here on it is no JSON; mend it, or export the zones anew"},
      {"{\"a\": 1e999}", "z: a number is too large; write degrees"},
      {"[]",
       "z: the file: is no FeatureCollection; write a FeatureCollection of Polygons, each with a "
       "property name"},
      {feature("a", polygon("[" + ring + "]")),
       "z: the file: is no FeatureCollection; write a FeatureCollection of Polygons, each with a "
       "property name"},
      {collection(""),
       "z: features: is empty; write a FeatureCollection of Polygons, each with a property name"},
      {collection("7"),
       "z: features[0]: is no Feature; write a FeatureCollection of Polygons, each with a property "
       "name"},
      {collection(R"({"type":"Feature","properties":null,"geometry":)" + polygon("[" + ring + "]") +
                  "}"),
       "z: features[0].properties: has no text called name; write the zone's name there"},
      {collection(feature("a:b", polygon("[" + ring + "]"))),
       "z: features[0].properties.name: is \"a:b\"; write letters, digits, spaces and - _ . ' "
       "only, "
       "120 octets at most, and not none"},
      {collection(feature("a", "null")),
       "z: features[0].geometry: is missing; write a Polygon or MultiPolygon, or take it out"},
      {collection(feature("a", R"({"type":"Point","coordinates":[1,2]})")),
       "z: features[0].geometry: is \"Point\"; write a Polygon or MultiPolygon, or take it out"},
      {collection(feature("a", polygon("[]"))),
       "z: features[0].geometry.coordinates: is no list of rings; write the outer ring, then its "
       "holes"},
      {collection(feature("a", R"({"type":"MultiPolygon","coordinates":{}})")),
       "z: features[0].geometry.coordinates: is no list of polygons; write one polygon at least"},
      {collection(feature("a", R"({"type":"MultiPolygon","coordinates":[[]]})")),
       "z: features[0].geometry.coordinates[0]: is no list of rings; write the outer ring, then "
       "its "
       "holes"},
      {collection(feature("a", polygon("[[[0,0],[1,0],[0,0]]]"))),
       "z: features[0].geometry.coordinates[0]: is no ring; write four positions or more, the last "
       "one the same as the first"},
      {collection(feature("a", polygon("[" + ring + ",[[0,0],[1,0],[1,1],[2,2]]]"))),
       "z: features[0].geometry.coordinates[1]: is not closed; write its first position once more "
       "at its end"},
      {collection(feature("a", polygon("[[[0,0],[1,0],[1,\"1\"],[0,0]]]"))),
       "z: features[0].geometry.coordinates[0][2]: is no position; write [longitude, latitude] in "
       "degrees"},
      {collection(feature("a", polygon("[[[0,0],[1,0],[652000,6862000.5],[0,0]]]"))),
       "z: features[0].geometry.coordinates[0][2]: [652000,6862000.5] is nowhere on earth; write "
       "[longitude, latitude] in degrees, -180 to 180 and -90 to 90"},
      {R"({"type":"FeatureCollection","crs":{"type":"name","properties":{"name":"EPSG:2154"}},)"
       R"("features":[)" +
           feature("a", polygon("[" + ring + "]")) + "]}",
       "z: crs: is \"EPSG:2154\"; convert to degrees of WGS 84: ogr2ogr -f GeoJSON -t_srs "
       "EPSG:4326 "
       "OUT IN"},
  };
  for (const Case& test : kCases) {
    EXPECT_THAT(problems(test.text), ElementsAre(test.problem)) << test.text;
  }
  EXPECT_THAT(problems(R"({"type":"FeatureCollection","crs":{"type":"name","properties":)"
                       R"({"name":"urn:ogc:def:crs:OGC:1.3:CRS84"}},"features":[)" +
                       feature("a", polygon("[" + ring + "]")) + "]}"),
              ElementsAre("none"));
}

TEST(ZonePolygons, TellEveryProblemUnlessThereAreThousands) {
  std::string features;
  for (int i = 0; i < 1500; ++i) features += (i > 0 ? "," : "") + std::string{"null"};
  const auto all = problems(collection(features));
  EXPECT_THAT(all, SizeIs(ListProblems::kTold + 1));
  EXPECT_EQ(all.back(), "z: 500 more problems like these");
}

TEST(ZonePolygons, OfAHugeFileAreNotReadToTheEnd) {
  const auto file = std::filesystem::path{testing::TempDir()} / "zones_sparse.geojson";
  std::ofstream{file} << "";
  std::filesystem::resize_file(file, std::uintmax_t{4} << 30);
  const auto zones = load_zone_polygons(file.string());
  std::filesystem::remove(file);
  EXPECT_THAT(zones.error(), ElementsAre(file.string() +
                                         ": is larger than 64 MiB; simplify the outlines, or round "
                                         "the numbers to five decimals"));
}

}  // namespace
}  // namespace celltally
