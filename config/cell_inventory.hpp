#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "config/cell_columns.hpp"
#include "config/list_problems.hpp"
#include "vocabulary/cell_site.hpp"
#include "vocabulary/place.hpp"
#include "vocabulary/place_names.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

class ZonePolygons;

// The cells that the operator says exist, and where they are. The file is CSV in the column order
// of OpenCelliD (radio,mcc,net,area,cell,unit,lon,lat,..., a header is optional and then gives the
// order), or has a column `place`, or holds one place per line ("ecgi:208-93-1234501"); or its
// columns are called as CellColumns says. Of OpenCelliD:
//   GSM   cgi: LAC = area, CI = cell
//   UMTS  sai: LAC = area, SAC = the low 16 bits of cell. The file has the UTRAN cell identity (RNC
//         and cell), the signalling has the service area; that the area's code is the cell's is
//         usual, not certain (TS 23.003 12.5).
//   LTE   ecgi: ECI = cell;  NR  ncgi: NCI = cell
// `net` is a number without its length: the MNC gets the length usual in the country
// (vocabulary/mnc_length.hpp), three digits from 100 on.
//
// The zone is that of a column `zone`; where the row says none, that of the polygon that the cell
// stands in. The site is that of a column `site`; without such a column the cells of an eNB are one
// (ECI without its last 8 bits, TS 36.413 9.2.1.37), and cells of other kinds that stand at the
// same position (to five decimals, about a metre). How long a gNB's id is, an NCI does not say.
struct CellInventory {
  static constexpr std::size_t kProblemsTold = ListProblems::kTold;
  static constexpr std::size_t kCellsMax = 10'000'000;

  std::vector<CellSite> cells;  // sorted by cell, each once; one at least
  PlaceNames names;             // of their sites and zones
  std::size_t duplicates = 0;   // rows that named a cell again
  std::size_t in_several = 0;   // cells in polygons of several zones: in that of the first one
  std::size_t empty_zones = 0;  // zones of polygons that no cell is in; not among `names`

  std::vector<Place> places() const;

  // "4 with a position, 2 sites, 2 zones, 1 in no zone", and the oddities.
  std::string summary() const;
};

// What is wrong, a line each, with its place and its mend: `cells.csv:12: net is "abc"; write ...`.
// Of more than kProblemsTold the last line tells how many more there are.
using CellInventoryProblems = std::vector<std::string>;

// Fails when a row names no cell, when rows put a cell into two zones or sites, and when there is
// no row or too many of them.
Result<CellInventory, CellInventoryProblems> read_cell_inventory(std::istream& in,
                                                                 std::string_view name,
                                                                 const CellColumns& columns,
                                                                 const ZonePolygons& polygons);

// The same from files; `zones` is GeoJSON, empty for none. Tells the problems of both.
Result<CellInventory, CellInventoryProblems> load_cell_inventory(const std::string& path,
                                                                 const CellColumns& columns,
                                                                 const std::string& zones);

}  // namespace celltally
