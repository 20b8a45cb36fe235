#include "aggregate/origins.hpp"

#include "aggregate/contribution.hpp"
#include "aggregate/visited_zones.hpp"

namespace celltally {

void Origins::add(const PersonDay& person, const ReadDay& day) {
  if (person.country != 0) return;
  visited_zones(day, zones_);
  if (day.night) std::erase(zones_, *day.night);
  const Contribution contribution(cap_, person.draw);
  contribution.bound(
      zones_, [&](std::uint32_t zone) { return contribution.rank(places_.zone(zone).key()); });
  for (const std::uint32_t zone : zones_) people_.add({.zone = zone, .other = day.night});
}

}  // namespace celltally
