#include "aggregate/dwell.hpp"

#include <algorithm>
#include <array>
#include <cassert>

#include "aggregate/contribution.hpp"

namespace celltally {

DwellClass Dwell::class_of(std::uint32_t seconds) noexcept {
  assert(seconds >= kLeastS);
  constexpr std::array<std::uint32_t, kDwellClasses - 1> kBelowMinutes{15, 30, 60, 120, 240};
  const auto* const bound =
      std::upper_bound(kBelowMinutes.begin(), kBelowMinutes.end(), seconds / 60);
  return static_cast<DwellClass>(bound - kBelowMinutes.begin());
}

Dwell::Dwell(const DayPlaces& places) : places_(places), people_(places.places() * kDwellClasses) {}

void Dwell::add(const PersonDay& person, const ReadDay& day) {
  told_.clear();
  for (const PlaceVisit& visit : day.longest) {
    if (visit.length() >= kLeastS) told_.push_back(visit);
  }
  const Contribution contribution(kCap, person.draw);
  contribution.bound(told_, [&](const PlaceVisit& visit) {
    return contribution.rank(places_.place(visit.place).key());
  });
  for (const PlaceVisit& visit : told_) {
    ++people_[visit.place * kDwellClasses + static_cast<std::size_t>(class_of(visit.length()))];
  }
}

std::vector<Tally> Dwell::tallies() const {
  std::vector<Tally> tallies;
  for (std::size_t i = 0; i < people_.size(); ++i) {
    if (people_[i] == 0) continue;
    const Place place = places_.place(static_cast<std::uint32_t>(i / kDwellClasses));
    const auto length = static_cast<DwellClass>(i % kDwellClasses);
    tallies.push_back({.key = {.place = place, .detail = Detail::of(length)},
                       .value = people_[i],
                       .people = people_[i]});
  }
  return tallies;
}

}  // namespace celltally
