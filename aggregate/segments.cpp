#include "aggregate/segments.hpp"

#include <algorithm>

#include "aggregate/contribution.hpp"

namespace celltally {

void Segments::add(const PersonDay& person, const ReadDay& day) {
  if (person.country != 0) return;
  touched_.clear();
  for (const PlaceVisit& visit : day.cells) {
    if (!visit.qualified()) continue;
    for (std::uint32_t part = 0; part < DayParts::kParts; ++part) {
      if (visit.from >= parts_.to(part) || visit.to <= parts_.from(part)) continue;
      touched_.push_back({visit.zone, part});
    }
  }
  std::sort(touched_.begin(), touched_.end());
  touched_.erase(std::unique(touched_.begin(), touched_.end()), touched_.end());
  const Contribution contribution(cap_, person.draw);
  contribution.bound(touched_, [&](const Touched& one) {
    return contribution.rank(places_.zone(one.zone).key(), one.part);
  });
  for (const Touched& one : touched_) {
    people_[one.part].add({.zone = one.zone, .detail = Detail::of(person.segment)});
  }
}

}  // namespace celltally
