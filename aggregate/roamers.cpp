#include "aggregate/roamers.hpp"

#include "aggregate/contribution.hpp"
#include "aggregate/visited_zones.hpp"

namespace celltally {

void Roamers::add(const PersonDay& person, const ReadDay& day) {
  if (person.country == 0) return;
  visited_zones(day, zones_);
  const Contribution contribution(cap_, person.draw);
  contribution.bound(
      zones_, [&](std::uint32_t zone) { return contribution.rank(places_.zone(zone).key()); });
  for (const std::uint32_t zone : zones_) {
    people_.add({.zone = zone, .detail = Detail::of_country(person.country)});
  }
}

}  // namespace celltally
