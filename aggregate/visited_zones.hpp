#pragma once

#include <algorithm>
#include <cstdint>
#include <vector>

#include "aggregate/read_day.hpp"

namespace celltally {

// The zones in which a person has a visit of ten minutes to a cell; sorted, each once.
inline void visited_zones(const ReadDay& day, std::vector<std::uint32_t>& zones) {
  zones.clear();
  for (const PlaceVisit& visit : day.cells) {
    if (visit.qualified()) zones.push_back(visit.zone);
  }
  std::sort(zones.begin(), zones.end());
  zones.erase(std::unique(zones.begin(), zones.end()), zones.end());
}

}  // namespace celltally
