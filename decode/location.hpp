#pragma once

#include "vocabulary/place.hpp"

namespace celltally {

// The places that one location element names.
struct Location {
  Place cell;            // the most exact one; may be only a site
  Place area;            // the tracking, routing or location area
  bool damaged = false;  // cut short, or an operator with digits that are not decimal: the places
                         // that were complete stand
};

}  // namespace celltally
