#include "aggregate/visitors.hpp"

#include "aggregate/contribution.hpp"
#include "vocabulary/zone.hpp"

namespace celltally {

Visitors::Visitors(const DayPlaces& places)
    : places_(places), people_(places.places() * kVisitorClasses) {}

void Visitors::add(const PersonDay& person, const ReadDay& day) {
  qualified_.clear();
  for (const PlaceVisit& visit : day.longest) {
    if (visit.qualified()) qualified_.push_back(visit);
  }
  const Contribution contribution(kCap, person.draw);
  contribution.bound(qualified_, [&](const PlaceVisit& visit) {
    return contribution.rank(places_.place(visit.place).key());
  });
  for (const PlaceVisit& visit : qualified_) {
    ++people_[visit.place * kVisitorClasses + static_cast<std::size_t>(class_of(visit, day))];
  }
}

VisitorClass Visitors::class_of(const PlaceVisit& visit, const ReadDay& day) const noexcept {
  if (!day.night) return VisitorClass::unknown;
  if (visit.zone != *day.night) return VisitorClass::visitor;
  return places_.zone(visit.zone) == kNoZone ? VisitorClass::unknown : VisitorClass::resident;
}

std::vector<Tally> Visitors::tallies() const {
  std::vector<Tally> tallies;
  for (std::size_t i = 0; i < people_.size(); ++i) {
    if (people_[i] == 0) continue;
    const Place place = places_.place(static_cast<std::uint32_t>(i / kVisitorClasses));
    const auto kind = static_cast<VisitorClass>(i % kVisitorClasses);
    tallies.push_back({.key = {.place = place, .detail = Detail::of(kind)},
                       .value = people_[i],
                       .people = people_[i]});
  }
  return tallies;
}

}  // namespace celltally
