#include "aggregate/visitors.hpp"

#include "aggregate/contribution.hpp"
#include "vocabulary/zone.hpp"

namespace celltally {

void Visitors::add(const PersonDay& person, const ReadDay& day) {
  qualified_.clear();
  for (const PlaceVisit& visit : day.longest) {
    if (visit.qualified()) qualified_.push_back(visit);
  }
  const Contribution contribution(cap_, person.draw);
  contribution.bound(qualified_, [&](const PlaceVisit& visit) {
    return contribution.rank(places_.place(visit.place).key());
  });
  for (const PlaceVisit& visit : qualified_) {
    people_.add(visit.place, Detail::of(class_of(visit, day)));
  }
}

VisitorClass Visitors::class_of(const PlaceVisit& visit, const ReadDay& day) const noexcept {
  if (!day.night) return VisitorClass::unknown;
  if (visit.zone != *day.night) return VisitorClass::visitor;
  return places_.zone(visit.zone) == kNoZone ? VisitorClass::unknown : VisitorClass::resident;
}

}  // namespace celltally
