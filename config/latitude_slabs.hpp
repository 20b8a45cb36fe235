#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace celltally {

// Finds among things that each reach from one latitude to another those that reach over a given
// one: the range is cut into slabs of equal height, and each slab lists what reaches into it. At
// most five entries for each thing, however tall they are.
class LatitudeSlabs {
 public:
  struct Reach {
    double low;
    double high;  // not below `low`
  };

  LatitudeSlabs() = default;
  explicit LatitudeSlabs(std::span<const Reach> things);  // fewer than 2^29

  // The numbers of those that may reach over `latitude`, ascending: all that do, some that do not.
  std::span<const std::uint32_t> at(double latitude) const noexcept;

 private:
  std::size_t slab_of(double latitude) const noexcept;

  double low_ = 0;
  double high_ = 0;
  std::size_t slabs_ = 0;
  std::vector<std::uint32_t> begin_;  // of each slab in things_, and the end
  std::vector<std::uint32_t> things_;
};

}  // namespace celltally
