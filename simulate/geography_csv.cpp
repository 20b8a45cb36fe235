// The geography as a list of cells, and back.

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <istream>
#include <map>
#include <optional>
#include <ostream>
#include <utility>

#include "simulate/geography.hpp"
#include "vocabulary/mnc_length.hpp"

namespace celltally {

namespace {

constexpr double kMetresPerDegree = 111'320.0;
// The made-up world is in the sea off the Gulf of Guinea, where a degree is as long either way.
constexpr double kWest = -10.0;
constexpr double kSouth = 0.0;

constexpr std::array<std::string_view, kRadios> kRadioWords{"LTE", "NR", "UMTS", ""};

std::vector<std::string_view> fields_of(std::string_view line) {
  if (line.ends_with('\r')) line.remove_suffix(1);
  std::vector<std::string_view> fields;
  for (;;) {
    const std::size_t comma = line.find(',');
    fields.push_back(line.substr(0, comma));
    if (comma == std::string_view::npos) return fields;
    line.remove_prefix(comma + 1);
  }
}

template <typename Number>
std::optional<Number> parsed(std::string_view text) {
  Number value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

Plmn plmn_of(std::uint32_t mcc, std::uint32_t mnc) {
  const bool three = mnc > 99 || mnc_digits(mcc, mnc) == 3;
  const std::uint32_t mnc1 = three ? mnc / 100 : mnc / 10;
  const std::uint32_t mnc2 = three ? mnc / 10 % 10 : mnc % 10;
  const std::uint32_t mnc3 = three ? mnc % 10 : 15;
  return {mcc / 10 % 10 << 20 | mcc / 100 << 16 | mnc3 << 12 | mcc % 10 << 8 | mnc2 << 4 | mnc1};
}

// The columns that are looked at, by their names.
class CellRows {
 public:
  explicit CellRows(std::string_view header) : names_(fields_of(header)) {}

  void take(std::string_view line) { row_ = fields_of(line); }
  std::string_view operator[](std::string_view name) const {
    const auto found = std::ranges::find(names_, name);
    const auto at = static_cast<std::size_t>(found - names_.begin());
    return at < row_.size() ? row_[at] : std::string_view{};
  }

  std::optional<Place> place() const {
    if (!(*this)["place"].empty()) return place_from_text((*this)["place"]);
    const auto mcc = parsed<std::uint32_t>((*this)["mcc"]);
    const auto net = parsed<std::uint32_t>((*this)["net"]);
    const auto cell = parsed<std::uint64_t>((*this)["cell"]);
    if (!mcc || *mcc > 999 || !net || *net > 999 || !cell) return std::nullopt;
    const Plmn operator_code = plmn_of(*mcc, *net);
    if ((*this)["radio"] == "LTE") return Place{PlaceKind::ecgi, operator_code, *cell};
    if ((*this)["radio"] == "NR") return Place{PlaceKind::ncgi, operator_code, *cell};
    if ((*this)["radio"] != "UMTS") return std::nullopt;
    return Place{PlaceKind::sai, operator_code,
                 std::uint64_t{area() & 0xffff} << 16 | (*cell & 0xffff)};
  }

  std::uint32_t area() const { return parsed<std::uint32_t>((*this)["area"]).value_or(1); }

 private:
  std::vector<std::string_view> names_;
  std::vector<std::string_view> row_;
};

std::optional<Radio> radio_of(PlaceKind kind) {
  switch (kind) {
    case PlaceKind::ecgi: return Radio::lte;
    case PlaceKind::ncgi: return Radio::nr;
    case PlaceKind::sai: return Radio::umts;
    case PlaceKind::wifi: return Radio::wifi;
    default: return std::nullopt;
  }
}

Place area_of(Place cell, std::uint32_t area) {
  switch (cell.kind()) {
    case PlaceKind::ecgi: return {PlaceKind::tai, cell.plmn(), area};
    case PlaceKind::ncgi: return {PlaceKind::tai_5gs, cell.plmn(), area};
    case PlaceKind::sai: return {PlaceKind::rai, cell.plmn(), (cell.id() >> 16) << 8 | 1};
    default: return {};
  }
}

std::uint32_t index_of(std::string_view name, std::vector<std::string>& names,
                       std::map<std::string, std::uint32_t, std::less<>>& known) {
  const auto found = known.find(name);
  if (found != known.end()) return found->second;
  const auto index = static_cast<std::uint32_t>(names.size());
  names.emplace_back(name);
  known.emplace(name, index);
  return index;
}

std::int32_t metres(double degrees, double scale) {
  return static_cast<std::int32_t>(std::lround(degrees * scale));
}

}  // namespace

Result<Geography, std::string> Geography::read(std::istream& in, std::string_view name) {
  Geography geography;
  Layers layers;
  std::map<std::string, std::uint32_t, std::less<>> sites;
  std::map<std::string, std::uint32_t, std::less<>> zones;
  std::string header;
  std::getline(in, header);
  CellRows rows{header};
  std::optional<double> shrink;  // of a degree of longitude, by the first row's latitude
  std::size_t line_number = 1;
  for (std::string line; std::getline(in, line);) {
    ++line_number;
    if (line.empty()) continue;
    rows.take(line);
    const auto wrong = [&](const std::string& what) {
      return fail(std::string{name} + ":" + std::to_string(line_number) + ": " + what);
    };
    const auto place = rows.place();
    const auto radio = place ? radio_of(place->kind()) : std::nullopt;
    if (!radio) return wrong("no cell; write LTE, NR or UMTS, with mcc, net, area and cell");
    const auto east = parsed<double>(rows["lon"]);
    const auto north = parsed<double>(rows["lat"]);
    if (!east || !north || std::abs(*east) > 180 || std::abs(*north) > 90) {
      return wrong("lon and lat are needed, in degrees");
    }
    if (!shrink) shrink = std::round(std::cos(*north * 0.017453292519943295) * 1e6) / 1e6;
    const std::string site{rows["site"].empty() ? to_text(*place) : std::string{rows["site"]}};
    const std::string zone{rows["zone"].empty() ? "none" : std::string{rows["zone"]}};
    layers[static_cast<std::size_t>(*radio)].push_back(
        {.place = *place,
         .area = area_of(*place, rows.area()),
         .x = metres(*east, kMetresPerDegree * *shrink),
         .y = metres(*north, kMetresPerDegree),
         .site = index_of(site, geography.sites_, sites),
         .zone = index_of(zone, geography.zones_, zones)});
  }
  if (layers[0].empty()) return fail(std::string{name} + ": there is no LTE cell in it");
  geography.take(std::move(layers));
  return geography;
}

void Geography::write(std::ostream& out, std::span<const Radio> radios) const {
  out << "radio,mcc,net,area,cell,unit,lon,lat,range,samples,changeable,created,updated,"
         "averageSignal,site,zone,place\n";
  const auto degrees = [](std::int32_t at, double from) {
    std::array<char, 32> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(),
                                   from + at / kMetresPerDegree, std::chars_format::fixed, 6);
    return std::string{text.data(), end.ptr};
  };
  for (const Radio radio : radios) {
    const std::string_view word = kRadioWords[static_cast<std::size_t>(radio)];
    for (const WorldCell& each : layer(radio).cells()) {
      const Plmn network = each.place.plmn();
      out << word << ',';
      if (!word.empty()) {
        const bool umts = radio == Radio::umts;
        const std::string code = to_text(network);
        out << code.substr(0, 3) << ',' << code.substr(4) << ','
            << (umts ? each.area.id() >> 8 : each.area.id()) << ','
            << (umts ? each.place.id() & 0xffff : each.place.id());
      } else {
        out << ",,,";
      }
      out << ",," << degrees(each.x, kWest) << ',' << degrees(each.y, kSouth) << ",,,,,,,"
          << sites_[each.site] << ',' << zones_[each.zone] << ',' << to_text(each.place) << '\n';
    }
  }
}

}  // namespace celltally
