#pragma once

#include <span>
#include <string>
#include <vector>

#include "vocabulary/cell_site.hpp"

namespace celltally {

// Gives each cell the site that follows from its identity or position (CellInventory), and names
// them: a site's id is its number in what is returned.
std::vector<std::string> group_into_sites(std::span<CellSite> cells);

}  // namespace celltally
