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

void Dwell::add(const PersonDay& person, const ReadDay& day) {
  told_.clear();
  for (const PlaceVisit& visit : day.longest) {
    if (visit.length() >= kLeastS) told_.push_back(visit);
  }
  const Contribution contribution(cap_, person.draw);
  contribution.bound(told_, [&](const PlaceVisit& visit) {
    return contribution.rank(places_.place(visit.place).key());
  });
  for (const PlaceVisit& visit : told_) {
    people_.add(visit.place, Detail::of(class_of(visit.length())));
  }
}

}  // namespace celltally
