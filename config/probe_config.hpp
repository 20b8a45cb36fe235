#pragma once

#include <string>

#include "config/cell_columns.hpp"

namespace celltally {

// Section `probe`: who counts, and whose days.
struct ProbeConfig {
  std::string name;  // [a-z0-9-], 1 to 63; empty when the file has no such section
  std::string timezone = "UTC";
  std::string cells;  // absolute path of the cell inventory
  CellColumns cells_columns;
  std::string zones;  // likewise of a GeoJSON file; empty: none

  bool operator==(const ProbeConfig&) const = default;
};

}  // namespace celltally
