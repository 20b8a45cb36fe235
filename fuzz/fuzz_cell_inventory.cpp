// Any bytes as a cell inventory: either cells or a reason, every row is accounted for, and what was
// read can be written and read again.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <iomanip>
#include <sstream>
#include <string>

#include "config/cell_inventory.hpp"
#include "config/zone_polygons.hpp"
#include "fuzz/allocation.hpp"

namespace {

using celltally::CellColumns;
using celltally::CellInventory;
using celltally::CellSite;

void require(bool holds) {
  if (!holds) std::abort();
}

// A cross of two zones around (0, 0), so that some positions are in one, in both, in none.
celltally::ZonePolygons made_polygons() {
  auto polygons = celltally::read_zone_polygons(
      R"({"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"name":"a"},"geometry":{"type":"Polygon","coordinates":
          [[[-90,-1],[90,-1],[90,1],[-90,1],[-90,-1]]]}},
        {"type":"Feature","properties":{"name":"b"},"geometry":{"type":"Polygon","coordinates":
          [[[-1,-60],[1,-60],[1,60],[-1,60],[-1,-60]]]}}]})",
      "z");
  return std::move(*polygons);
}

auto read(const std::string& text, const CellColumns& columns) {
  static const celltally::ZonePolygons polygons = made_polygons();
  std::istringstream in{text};
  return celltally::read_cell_inventory(in, "f", columns, polygons);
}

std::string name_in(const CellInventory& inventory, celltally::Place place) {
  return place.known() ? inventory.names.text_of(place).substr(5) : std::string{};
}

std::string written(const CellInventory& inventory) {
  std::ostringstream out;
  out << "place,lat,lon,site,zone\n" << std::setprecision(17) << std::fixed;
  for (const CellSite& cell : inventory.cells) {
    require(is_cell(cell.cell.kind()));
    out << to_text(cell.cell) << ',';
    if (cell.position) out << cell.position->latitude;
    out << ',';
    if (cell.position) out << cell.position->longitude;
    out << ',' << name_in(inventory, cell.site) << ',' << name_in(inventory, cell.zone) << '\n';
  }
  return out.str();
}

void check(const std::string& text, const CellColumns& columns) {
  const auto inventory = read(text, columns);
  if (!inventory) {
    require(!inventory.error().empty());
    require(inventory.error().size() <= CellInventory::kProblemsTold + 1);
    for (const std::string& problem : inventory.error()) {
      require(problem.starts_with("f:") && problem.size() < 2000);
      for (const char c : problem) require((c < 0 || c >= ' ') && c != 0x7f);
    }
    return;
  }
  const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) + 1;
  require(!inventory->cells.empty());
  require(inventory->cells.size() + inventory->duplicates <= lines);
  require(!inventory->summary().empty());

  const std::string once = written(*inventory);
  const auto again = read(once, {});
  require(again.has_value() && written(*again) == once);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const CellColumns named =
      celltally::cell_columns_from_text("radio=LTE,zone=TOWN,separator=;").value();
  const std::string text(data, data + size);
  (void)read("", {});  // makes the polygons, before allocations fail
  celltally::with_allocation_fault({data, size}, [&] { (void)read(text, {}); });
  check(text, {});
  check(text, named);
  return 0;
}
