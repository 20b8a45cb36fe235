#include "aggregate/quality.hpp"

namespace celltally {

std::vector<Tally> Quality::tallies() const {
  std::vector<Tally> tallies;
  for (std::size_t i = 0; i < people_.size(); ++i) {
    if (people_[i] == 0) continue;
    tallies.push_back({.key = {.detail = Detail::of(static_cast<GapClass>(i))},
                       .value = people_[i],
                       .people = people_[i]});
  }
  return tallies;
}

}  // namespace celltally
