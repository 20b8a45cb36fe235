#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <unordered_map>
#include <vector>

#include "aggregate/day_places.hpp"
#include "aggregate/tally.hpp"

namespace celltally {

// Numbers of people by zone, other zone and detail, of which few of the many possible ones occur.
// What is in it is bounded by the people and their caps.
class ZoneCounts {
 public:
  // What a person adds to.
  struct Item {
    std::uint32_t zone = 0;                // a number of DayPlaces
    std::optional<std::uint32_t> other{};  // likewise; none when there is no other zone
    Detail detail{};

    friend constexpr auto operator<=>(const Item&, const Item&) = default;
  };

  void add(const Item& item) { ++counts_[packed(item)]; }

  // Sorted by key.
  std::vector<Tally> tallies(const DayPlaces& places) const;

 private:
  // zone:24 | other + 1:24 | detail:16
  static std::uint64_t packed(const Item& item) noexcept {
    const std::uint64_t other = item.other ? *item.other + 1 : 0;
    return std::uint64_t{item.zone} << 40 | other << 16 | item.detail.code;
  }

  std::unordered_map<std::uint64_t, std::uint32_t> counts_;
};

}  // namespace celltally
