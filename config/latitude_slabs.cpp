#include "config/latitude_slabs.hpp"

#include <algorithm>

namespace celltally {

LatitudeSlabs::LatitudeSlabs(std::span<const Reach> things) {
  if (things.empty()) return;
  low_ = things[0].low, high_ = things[0].high;
  double total = 0;
  for (const Reach& thing : things) {
    low_ = std::min(low_, thing.low), high_ = std::max(high_, thing.high);
    total += thing.high - thing.low;
  }
  // As many slabs as things, but fewer where tall things would be in many of them.
  const auto most = static_cast<double>(things.size());
  const double fitting = total > 0 ? 3 * most * (high_ - low_) / total : most;
  slabs_ = static_cast<std::size_t>(std::clamp(fitting, 1.0, most));

  begin_.assign(slabs_ + 1, 0);
  for (const Reach& thing : things) {
    for (std::size_t i = slab_of(thing.low); i <= slab_of(thing.high); ++i) ++begin_[i + 1];
  }
  for (std::size_t i = 0; i < slabs_; ++i) begin_[i + 1] += begin_[i];
  things_.resize(begin_.back());
  std::vector<std::uint32_t> next = begin_;
  for (std::uint32_t number = 0; number < things.size(); ++number) {
    const Reach& thing = things[number];
    for (std::size_t i = slab_of(thing.low); i <= slab_of(thing.high); ++i) {
      things_[next[i]++] = number;
    }
  }
}

std::span<const std::uint32_t> LatitudeSlabs::at(double latitude) const noexcept {
  if (slabs_ == 0 || !(latitude >= low_ && latitude <= high_)) return {};
  const std::size_t slab = slab_of(latitude);
  return std::span{things_}.subspan(begin_[slab], begin_[slab + 1] - begin_[slab]);
}

// Never falls with the latitude, so that what reaches over one is in its slab.
std::size_t LatitudeSlabs::slab_of(double latitude) const noexcept {
  if (high_ <= low_) return 0;
  const double part = (latitude - low_) / (high_ - low_) * static_cast<double>(slabs_);
  return std::min(static_cast<std::size_t>(part), slabs_ - 1);
}

}  // namespace celltally
