// Reads ZonePolygons from GeoJSON.

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "config/list_problems.hpp"
#include "config/name_numbers.hpp"
#include "config/shown_text.hpp"
#include "config/zone_polygons.hpp"

namespace celltally {

namespace {

using Json = nlohmann::json;

constexpr std::string_view kWholeCure =
    "; write a FeatureCollection of Polygons, each with a property name";
constexpr std::string_view kNameCure =
    "letters, digits, spaces and - _ . ' only, 120 octets at most, and not none";

// A text in a member of an object; empty when it has no such text.
std::string text_of(const Json& object, const char* key) {
  if (!object.is_object()) return {};
  const auto found = object.find(key);
  return found != object.end() && found->is_string() ? found->get<std::string>() : std::string{};
}

const Json& member(const Json& object, const char* key) {
  static const Json nothing;
  if (!object.is_object()) return nothing;
  const auto found = object.find(key);
  return found != object.end() ? *found : nothing;
}

std::string at(const std::string& path, std::size_t index) {
  return path + "[" + std::to_string(index) + "]";
}

class ZoneReading {
 public:
  explicit ZoneReading(std::string_view name) : problems_(name, "problems") {}

  Result<ZonePolygons, ZoneProblems> read(const Json& root) {
    check_reference_system(root);
    const Json& features = member(root, "features");
    if (text_of(root, "type") != "FeatureCollection" || !features.is_array()) {
      note("the file", "is no FeatureCollection" + std::string{kWholeCure});
    } else if (features.empty()) {
      note("features", "is empty" + std::string{kWholeCure});
    } else {
      for (std::size_t i = 0; i < features.size(); ++i)
        read_feature(features[i], at("features", i));
    }
    if (!problems_.empty()) return fail(problems_.in_order());
    return ZonePolygons{names_.names(), std::move(polygons_)};
  }

 private:
  // GeoJSON from before RFC 7946 may have its numbers in another system, such as metres.
  void check_reference_system(const Json& root) {
    const Json& system = member(root, "crs");
    const std::string name = text_of(member(system, "properties"), "name");
    const bool degrees = name.ends_with(":CRS84") || name.ends_with(":4326");
    if (system.is_null() || degrees) return;
    note("crs", "is " + quoted_for_message(name) +
                    "; convert to degrees of WGS 84: ogr2ogr -f GeoJSON -t_srs EPSG:4326 OUT IN");
  }

  void read_feature(const Json& feature, const std::string& path) {
    if (text_of(feature, "type") != "Feature") {
      return note(path, "is no Feature" + std::string{kWholeCure});
    }
    const auto zone = read_name(member(feature, "properties"), path + ".properties");
    const Json& geometry = member(feature, "geometry");
    const std::string type = text_of(geometry, "type");
    const Json& coordinates = member(geometry, "coordinates");
    const std::string below = path + ".geometry";
    if (type == "Polygon") {
      read_polygon(coordinates, below + ".coordinates", zone);
    } else if (type == "MultiPolygon" && coordinates.is_array() && !coordinates.empty()) {
      for (std::size_t i = 0; i < coordinates.size(); ++i) {
        read_polygon(coordinates[i], at(below + ".coordinates", i), zone);
      }
    } else if (type == "MultiPolygon") {
      note(below + ".coordinates", "is no list of polygons; write one polygon at least");
    } else {
      note(below, type.empty() ? "is missing; write a Polygon or MultiPolygon, or take it out"
                               : "is " + quoted_for_message(type) +
                                     "; write a Polygon or MultiPolygon, or take it out");
    }
  }

  std::optional<std::uint32_t> read_name(const Json& properties, const std::string& path) {
    const Json& name = member(properties, "name");
    if (!name.is_string()) {
      note(path, "has no text called name; write the zone's name there");
      return std::nullopt;
    }
    const auto& text = name.get_ref<const std::string&>();
    const auto zone = names_.of(text);
    if (!zone) {
      note(path + ".name", "is " + quoted_for_message(text) + "; write " + std::string{kNameCure});
    }
    return zone;
  }

  // Without a zone the polygon is read for its problems.
  void read_polygon(const Json& coordinates, const std::string& path,
                    std::optional<std::uint32_t> zone) {
    if (!coordinates.is_array() || coordinates.empty()) {
      return note(path, "is no list of rings; write the outer ring, then its holes");
    }
    std::vector<PolygonOutline::Ring> rings;
    for (std::size_t i = 0; i < coordinates.size(); ++i) {
      rings.push_back(read_ring(coordinates[i], at(path, i)));
    }
    // Of what is wrong nothing is kept.
    if (zone && problems_.empty()) polygons_.push_back({*zone, PolygonOutline{rings}});
  }

  PolygonOutline::Ring read_ring(const Json& points, const std::string& path) {
    if (!points.is_array() || points.size() < 4) {
      note(path, "is no ring; write four positions or more, the last one the same as the first");
      return {};
    }
    PolygonOutline::Ring ring;
    ring.reserve(points.size());
    for (std::size_t i = 0; i < points.size(); ++i) {
      const auto point = read_point(points[i], path, i);
      if (!point) return {};
      ring.push_back(*point);
    }
    if (ring.front() != ring.back()) {
      note(path, "is not closed; write its first position once more at its end");
    }
    return ring;
  }

  // The text of where it is only for what is wrong: there are millions of points.
  std::optional<GeoPoint> read_point(const Json& point, const std::string& ring,
                                     std::size_t index) {
    if (!point.is_array() || point.size() < 2 || !point[0].is_number() || !point[1].is_number()) {
      note(at(ring, index), "is no position; write [longitude, latitude] in degrees");
      return std::nullopt;
    }
    const GeoPoint read{point[1].get<double>(), point[0].get<double>()};
    if (read.longitude >= -180 && read.longitude <= 180 && read.latitude >= -90 &&
        read.latitude <= 90) {
      return read;
    }
    note(at(ring, index), point.dump() +
                              " is nowhere on earth; write [longitude, latitude] in degrees, -180 "
                              "to 180 and -90 to 90");
    return std::nullopt;
  }

  void note(const std::string& path, const std::string& text) {
    problems_.note(0, path + ": " + text);
  }

  ListProblems problems_;
  NameNumbers names_;
  std::vector<ZonePolygons::Polygon> polygons_;
};

std::string with_place(std::string_view name, std::string_view text, std::size_t octet) {
  const std::string_view before = text.substr(0, std::min(octet > 0 ? octet - 1 : 0, text.size()));
  const auto line = std::count(before.begin(), before.end(), '\n') + 1;
  const std::size_t start =
      before.rfind('\n') == std::string_view::npos ? 0 : before.rfind('\n') + 1;
  return std::string{name} + ":" + std::to_string(line) + ":" +
         std::to_string(before.size() - start + 1);
}

}  // namespace

Result<ZonePolygons, ZoneProblems> read_zone_polygons(std::string_view text,
                                                      std::string_view name) {
  try {
    return ZoneReading{name}.read(Json::parse(text));
  } catch (const Json::parse_error& error) {
    return fail(ZoneProblems{with_place(name, text, error.byte) +
                             ": from here on it is no JSON; mend it, or export the zones anew"});
  } catch (const Json::out_of_range& error) {
    return fail(ZoneProblems{std::string{name} + ": a number is too large; write degrees"});
  }
}

Result<ZonePolygons, ZoneProblems> load_zone_polygons(const std::string& path) {
  const auto unreadable = [&](const std::string& why) {
    return fail(ZoneProblems{path + ": " + why + "; name a GeoJSON file of zones"});
  };
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return unreadable("is a directory");
  errno = 0;
  std::ifstream in{path, std::ios::binary};
  if (!in) return unreadable(std::strerror(errno));
  // One octet more than is allowed: then it is seen to be too much, whatever the file is.
  std::string text(ZonePolygons::kOctetsMax + 1, '\0');
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (in.bad()) return unreadable(std::strerror(errno));
  text.resize(static_cast<std::size_t>(in.gcount()));
  if (text.size() > ZonePolygons::kOctetsMax) {
    return fail(ZoneProblems{path + ": is larger than 64 MiB; simplify the outlines, or round the "
                                    "numbers to five decimals"});
  }
  return read_zone_polygons(text, path);
}

}  // namespace celltally
