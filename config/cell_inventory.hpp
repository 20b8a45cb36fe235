#pragma once

#include <cstddef>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "vocabulary/place.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// The cells that the operator says exist. The file is CSV in the column order of OpenCelliD (radio,
// mcc,net,area,cell,..., a header is optional and then gives the order), or has a column `place`,
// or holds one place per line ("ecgi:208-93-1234501"). Of OpenCelliD:
//   GSM   cgi: LAC = area, CI = cell
//   UMTS  sai: LAC = area, SAC = the low 16 bits of cell. The file has the UTRAN cell identity (RNC
//         and cell), the signalling has the service area; that the area's code is the cell's is
//         usual, not certain (TS 23.003 12.5).
//   LTE   ecgi: ECI = cell;  NR  ncgi: NCI = cell
// `net` is a number without its length: the MNC gets the length usual in the country
// (vocabulary/mnc_length.hpp), three digits from 100 on.
struct CellInventory {
  static constexpr std::size_t kProblemsShown = 10;
  static constexpr std::size_t kCellsMax = 10'000'000;
  static constexpr std::size_t kRowOctetsMax = 4096;

  std::vector<Place> cells;           // sorted, each once
  std::size_t duplicates = 0;         // rows that named a cell again
  std::size_t bad_rows = 0;           // rows that name no cell, left out
  std::vector<std::string> problems;  // of the first bad rows: `cells.csv:12: net is "abc"; ...`
};

// Both fail, with what to do, when the file has no row that names a cell, or too many of them.
Result<CellInventory, std::string> read_cell_inventory(std::istream& in, std::string_view name);
Result<CellInventory, std::string> load_cell_inventory(const std::string& path);

}  // namespace celltally
