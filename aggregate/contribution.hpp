#pragma once

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "aggregate/contribution_caps.hpp"

namespace celltally {

// The most numbers of a table that one person adds to, each by one (privacy reference 1 and 2.3):
// what the noise is made for. Who would add to more is counted in some that are drawn by a hash
// rather than in the first ones, which would leave out the evenings. The reference draws by the
// day's key; here nothing secret goes in, so that the same packets give the same numbers under any
// key, and in any order of people.
class Contribution {
 public:
  static constexpr std::size_t kCapMax = ContributionCaps::kMost;

  // `draw`: PersonDay::draw. REQUIRES: 1 <= cap <= kCapMax.
  constexpr Contribution(std::size_t cap, std::uint64_t draw) noexcept : cap_(cap), draw_(draw) {
    assert(cap > 0 && cap <= kCapMax);
  }

  // Leaves at most `cap` of the items, each of which stands for another number of the table.
  // `rank_of`: an item -> rank() of what it stands for; the lowest stay.
  template <typename Item, typename RankOf>
  void bound(std::vector<Item>& items, const RankOf& rank_of) const {
    if (items.size() <= cap_) return;
    // The lowest so far move to the front, in order: caps are small, hashes are not free.
    std::array<std::uint64_t, kCapMax> ranks{};
    std::size_t kept = 0;
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Item item = items[i];
      const std::uint64_t rank = rank_of(item);
      if (kept == cap_) {
        if (rank >= ranks[kept - 1]) continue;
        --kept;
      }
      std::size_t at = kept++;
      for (; at > 0 && rank < ranks[at - 1]; --at) {
        ranks[at] = ranks[at - 1];
        items[at] = items[at - 1];
      }
      ranks[at] = rank;
      items[at] = item;
    }
    items.resize(kept);
  }

  // As good as random, of whatever names the number: keys of places, a part of the day.
  constexpr std::uint64_t rank(std::uint64_t a, std::uint64_t b = 0,
                               std::uint64_t c = 0) const noexcept {
    return mix(mix(mix(draw_ ^ mix(a)) ^ b) ^ c);
  }

 private:
  // The last step of SplitMix64 (Steele, Lea and Flood, 2014), with its increment.
  static constexpr std::uint64_t mix(std::uint64_t x) noexcept {
    x += 0x9e3779b97f4a7c15;
    x = (x ^ x >> 30) * 0xbf58476d1ce4e5b9;
    x = (x ^ x >> 27) * 0x94d049bb133111eb;
    return x ^ x >> 31;
  }

  std::size_t cap_;
  std::uint64_t draw_;
};

}  // namespace celltally
