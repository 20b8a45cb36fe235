#pragma once

#include <memory>
#include <vector>

#include "vocabulary/cell_site.hpp"
#include "vocabulary/count_level.hpp"
#include "vocabulary/place_names.hpp"

namespace celltally {

// The cells that the operator says exist, and of which places people are told. Rows are of these.
struct PlaceList {
  std::vector<CellSite> cells;  // any order; may be empty
  std::shared_ptr<const PlaceNames> names = std::make_shared<const PlaceNames>();  // of `cells`
  CountLevel level = CountLevel::cell;
};

}  // namespace celltally
