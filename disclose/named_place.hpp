#pragma once

#include <string>
#include <vector>

#include "vocabulary/place.hpp"
#include "vocabulary/place_names.hpp"

namespace celltally {

// A place with its text, which is what rows are sorted by and is too slow to make for every window.
struct NamedPlace {
  std::string text;
  Place place;
};

// The known ones among `places`, each once, sorted by text. REQUIRES: sites and zones are of these
// names.
std::vector<NamedPlace> named_in_order(std::vector<Place> places, const PlaceNames& names);

}  // namespace celltally
