#include "disclose/named_place.hpp"

#include <algorithm>

namespace celltally {

std::vector<NamedPlace> named_in_order(std::vector<Place> places, const PlaceNames& names) {
  std::sort(places.begin(), places.end());
  places.erase(std::unique(places.begin(), places.end()), places.end());
  std::vector<NamedPlace> named;
  named.reserve(places.size());
  for (const Place place : places) {
    if (place.known()) named.push_back({names.text_of(place), place});
  }
  std::sort(named.begin(), named.end(),
            [](const NamedPlace& a, const NamedPlace& b) { return a.text < b.text; });
  return named;
}

}  // namespace celltally
