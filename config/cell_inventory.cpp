#include "config/cell_inventory.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <istream>
#include <numeric>
#include <utility>

#include "config/cell_row.hpp"
#include "config/cell_sites.hpp"
#include "config/name_numbers.hpp"
#include "config/text_lines.hpp"
#include "config/zone_polygons.hpp"

namespace celltally {

namespace {

constexpr std::string_view kNameCure =
    "letters, digits, spaces and - _ . ' only, 120 octets at most, and not none; or nothing";

// One row, and where it stands.
struct Row {
  CellSite cell;  // site and zone by the numbers of NameNumbers
  std::uint32_t line;
};

// Sorts names, each there once, and tells where each went.
std::vector<std::uint32_t> ranks(std::vector<std::string>& names) {
  std::vector<std::uint32_t> order(names.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(),
            [&](std::uint32_t a, std::uint32_t b) { return names[a] < names[b]; });
  std::vector<std::uint32_t> rank(names.size());
  std::vector<std::string> sorted;
  sorted.reserve(names.size());
  for (const std::uint32_t number : order) {
    rank[number] = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(std::move(names[number]));
  }
  names = std::move(sorted);
  return rank;
}

class Reading {
 public:
  Reading(std::istream& in, std::string_view name, const CellColumns& columns)
      : lines_(in),
        name_(name),
        row_(columns.separator_character()),
        cell_row_(columns),
        problems_(name, "rows") {}

  Result<CellInventory, CellInventoryProblems> read_all(const ZonePolygons& polygons) {
    while (lines_.next()) {
      if (lines_.binary()) return useless(where() + "not a text file; write CSV");
      if (lines_.too_long()) {
        note("the row is longer than 4096 octets; write one cell per row");
      } else if (!lines_.blank()) {
        if (const auto problem = read_row(); !problem.empty()) return useless(problem);
      }
    }
    const std::size_t rows = rows_.size();
    merge_rows();
    if (!problems_.empty()) return fail(problems_.in_order());
    if (inventory_.cells.empty()) {
      return useless(
          name_ +
          ": no row names a cell; write radio,mcc,net,area,cell (OpenCelliD), or one place per "
          "line such as ecgi:208-93-1234501");
    }
    inventory_.duplicates = rows - inventory_.cells.size();
    find_zones(polygons);
    settle_names(zones_.names(), cell_row_.has(CellColumn::site)
                                     ? sites_.names()
                                     : group_into_sites(inventory_.cells));
    return std::move(inventory_);
  }

 private:
  // What is wrong with the row so that no other row can be right; empty: nothing.
  std::string read_row() {
    row_.split(lines_.line());
    if (!settled_) {
      settled_ = true;
      const auto header = cell_row_.settle_columns(row_);
      if (!header) return where() + header.error();
      if (*header) return {};
    }
    const auto said = cell_row_.read(row_);
    if (!said) return note(said.error()), "";
    const auto site = place_of(said->site, PlaceKind::site, CellColumn::site, sites_);
    const auto zone = place_of(said->zone, PlaceKind::zone, CellColumn::zone, zones_);
    if (!site || !zone) return {};
    if (rows_.size() == CellInventory::kCellsMax) {
      return where() + "more than 10000000 cells; leave out those that this probe cannot see";
    }
    rows_.push_back({{.cell = said->cell, .site = *site, .zone = *zone, .position = said->position},
                     static_cast<std::uint32_t>(lines_.number())});
    return {};
  }

  // None for an empty name; nothing for one that will not do, which is noted.
  std::optional<Place> place_of(std::string_view name, PlaceKind kind, CellColumn::Number column,
                                NameNumbers& names) {
    if (name.empty()) return Place{};
    const auto number = names.of(name);
    if (number) return Place{kind, Plmn{}, *number};
    note(cell_row_.problem(column, row_, kNameCure));
    return std::nullopt;
  }

  // Each cell once, with all that its rows say.
  void merge_rows() {
    std::sort(rows_.begin(), rows_.end(), [](const Row& a, const Row& b) {
      return std::pair{a.cell.cell, a.line} < std::pair{b.cell.cell, b.line};
    });
    inventory_.cells.reserve(rows_.size());
    Row* first = nullptr;
    for (Row& row : rows_) {
      if (first == nullptr || first->cell.cell != row.cell.cell) {
        if (first != nullptr) inventory_.cells.push_back(first->cell);
        first = &row;
        continue;
      }
      merge(*first, row, &CellSite::zone, zones_, "zone");
      merge(*first, row, &CellSite::site, sites_, "site");
      if (!first->cell.position) first->cell.position = row.cell.position;
    }
    if (first != nullptr) inventory_.cells.push_back(first->cell);
    rows_.clear();
    rows_.shrink_to_fit();
  }

  void merge(Row& first, const Row& row, Place CellSite::*said, const NameNumbers& names,
             std::string_view noun) {
    const Place here = row.cell.*said;
    Place& before = first.cell.*said;
    if (!before.known()) before = here;
    if (!here.known() || here == before) return;
    problems_.note(row.line, to_text(row.cell.cell) + " is in " + std::string{noun} + " \"" +
                                 names.names()[here.id()] + "\" here and in \"" +
                                 names.names()[before.id()] + "\" before (it is first in line " +
                                 std::to_string(first.line) + "); write one " + std::string{noun});
  }

  void find_zones(const ZonePolygons& polygons) {
    std::vector<Place> zones(polygons.names().size());  // none: no cell is in it yet
    for (CellSite& cell : inventory_.cells) {
      if (cell.zone.known() || !cell.position) continue;
      const auto found = polygons.find(*cell.position);
      if (!found) continue;
      if (found->several) ++inventory_.in_several;
      Place& zone = zones[found->zone];
      // It is a name: that was looked at when the polygons were read.
      if (!zone.known()) {
        zone = {PlaceKind::zone, Plmn{}, zones_.of(polygons.names()[found->zone]).value()};
      }
      cell.zone = zone;
    }
    for (const std::string& name : polygons.names()) {
      if (!zones_.has(name)) ++inventory_.empty_zones;
    }
  }

  // From numbers in the order in which names came to those in the order of names.
  void settle_names(std::vector<std::string> zones, std::vector<std::string> sites) {
    const auto zone_ids = ranks(zones), site_ids = ranks(sites);
    for (CellSite& cell : inventory_.cells) {
      if (cell.zone.known()) cell.zone = Place{PlaceKind::zone, Plmn{}, zone_ids[cell.zone.id()]};
      if (cell.site.known()) cell.site = Place{PlaceKind::site, Plmn{}, site_ids[cell.site.id()]};
    }
    inventory_.names = PlaceNames{std::move(zones), std::move(sites)};
  }

  std::string where() const { return name_ + ":" + std::to_string(lines_.number()) + ": "; }
  void note(std::string problem) { problems_.note(lines_.number(), std::move(problem)); }

  static Failure<CellInventoryProblems> useless(const std::string& problem) {
    return fail(CellInventoryProblems{problem});
  }

  TextLines lines_;
  std::string name_;
  CsvRow row_;
  CellRow cell_row_;
  ListProblems problems_;
  std::vector<Row> rows_;
  NameNumbers sites_;
  NameNumbers zones_;
  CellInventory inventory_;
  bool settled_ = false;
};

std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string{noun} + (count == 1 ? "" : "s");
}

}  // namespace

std::vector<Place> CellInventory::places() const {
  std::vector<Place> places;
  places.reserve(cells.size());
  for (const CellSite& cell : cells) places.push_back(cell.cell);
  return places;
}

std::string CellInventory::summary() const {
  const auto count = [this](auto has) {
    return static_cast<std::size_t>(std::count_if(cells.begin(), cells.end(), has));
  };
  const std::size_t positions = count([](const CellSite& cell) { return !!cell.position; });
  const std::size_t outside = count([](const CellSite& cell) { return !cell.zone.known(); });
  std::string text =
      std::to_string(positions) + " with a position, " + counted(names.sites().size(), "site") +
      ", " + counted(names.zones().size(), "zone") + ", " + std::to_string(outside) + " in no zone";
  if (in_several > 0) {
    text += ", " + std::to_string(in_several) +
            " in polygons of several zones (the first in the file is theirs)";
  }
  if (empty_zones > 0) text += ", " + counted(empty_zones, "zone") + " without a cell";
  return text;
}

Result<CellInventory, CellInventoryProblems> read_cell_inventory(std::istream& in,
                                                                 std::string_view name,
                                                                 const CellColumns& columns,
                                                                 const ZonePolygons& polygons) {
  return Reading{in, name, columns}.read_all(polygons);
}

Result<CellInventory, CellInventoryProblems> load_cell_inventory(const std::string& path,
                                                                 const CellColumns& columns,
                                                                 const std::string& zones) {
  const auto unreadable = [&](const std::string& why) {
    return fail(CellInventoryProblems{path + ": " + why + "; name a CSV file of cells"});
  };
  auto polygons = zones.empty() ? ZonePolygons{} : load_zone_polygons(zones);
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return unreadable("is a directory");
  errno = 0;
  std::ifstream in{path, std::ios::binary};
  if (!in) return unreadable(std::strerror(errno));
  auto inventory = read_cell_inventory(in, path, columns, polygons ? *polygons : ZonePolygons{});
  if (polygons) return inventory;
  CellInventoryProblems problems = polygons.error();
  if (!inventory) {
    problems.insert(problems.begin(), inventory.error().begin(), inventory.error().end());
  }
  return fail(std::move(problems));
}

}  // namespace celltally
