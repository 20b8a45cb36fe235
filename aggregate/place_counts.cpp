#include "aggregate/place_counts.hpp"

namespace celltally {

std::vector<Tally> PlaceCounts::tallies() const {
  std::vector<Tally> tallies;
  for (std::size_t i = 0; i < people_.size(); ++i) {
    if (people_[i] == 0) continue;
    const Place place = places_.place(static_cast<std::uint32_t>(i / classes_));
    const Detail detail{static_cast<std::uint16_t>(i % classes_)};
    tallies.push_back(
        {.key = {.place = place, .detail = detail}, .value = people_[i], .people = people_[i]});
  }
  return tallies;
}

}  // namespace celltally
