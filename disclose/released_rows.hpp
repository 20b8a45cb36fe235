#pragma once

#include <memory>
#include <vector>

#include "disclose/released_count.hpp"
#include "vocabulary/place_names.hpp"

namespace celltally {

// What was released of one window, and the names of the zones and sites in it.
struct ReleasedRows {
  std::vector<ReleasedCount> counts;  // sorted by place as text, then RowKey
  std::shared_ptr<const PlaceNames> names = std::make_shared<const PlaceNames>();
};

}  // namespace celltally
