#include "capture/burst_arena.hpp"

#include <string.h>  // explicit_bzero

#include <algorithm>
#include <cassert>

namespace celltally {

BurstArena::~BurstArena() {
  explicit_bzero(store_.get(), dirty_);
}

std::span<std::uint8_t> BurstArena::copy(std::span<const std::uint8_t> bytes) noexcept {
  assert(has_room(bytes.size()));
  const auto place = std::span{store_.get(), size_}.subspan(used_, bytes.size());
  std::copy(bytes.begin(), bytes.end(), place.begin());
  used_ += bytes.size();
  dirty_ = std::max(dirty_, used_);
  return place;
}

}  // namespace celltally
