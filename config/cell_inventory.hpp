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
  static constexpr std::size_t kProblemsTold = 1000;
  static constexpr std::size_t kCellsMax = 10'000'000;
  static constexpr std::size_t kRowOctetsMax = 4096;

  std::vector<Place> cells;    // sorted, each once; one at least
  std::size_t duplicates = 0;  // rows that named a cell again
};

// What is wrong, a line each, with its place and its mend: `cells.csv:12: net is "abc"; write ...`.
// Of more than kProblemsTold the last line tells how many more there are.
using CellInventoryProblems = std::vector<std::string>;

// Both fail when a row names no cell, and when there is no row or too many of them.
Result<CellInventory, CellInventoryProblems> read_cell_inventory(std::istream& in,
                                                                 std::string_view name);
Result<CellInventory, CellInventoryProblems> load_cell_inventory(const std::string& path);

}  // namespace celltally
