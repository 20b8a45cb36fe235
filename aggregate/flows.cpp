#include "aggregate/flows.hpp"

#include <algorithm>

#include "aggregate/contribution.hpp"

namespace celltally {

void Flows::add(const PersonDay& person, const ReadDay& day) {
  trips_.clear();
  const PlaceVisit* before = nullptr;
  for (const PlaceVisit& visit : day.cells) {
    if (!visit.stay()) continue;
    if (before != nullptr && before->zone != visit.zone) {
      trips_.push_back(
          {before->zone, visit.zone, static_cast<std::uint32_t>(parts_.part_of(before->to))});
    }
    before = &visit;
  }
  std::sort(trips_.begin(), trips_.end());
  trips_.erase(std::unique(trips_.begin(), trips_.end()), trips_.end());
  const Contribution contribution(cap_, person.draw);
  contribution.bound(trips_, [&](const Trip& trip) {
    return contribution.rank(places_.zone(trip.from).key(), places_.zone(trip.to).key(), trip.part);
  });
  for (const Trip& trip : trips_) people_[trip.part].add({.zone = trip.from, .other = trip.to});
}

}  // namespace celltally
