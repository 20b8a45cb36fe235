#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace celltally {

// The most numbers of a table that one person adds to, each by one (privacy reference 1 and 2.3):
// what the noise is made for. Who would add to more is counted in some that are drawn by a hash
// rather than in the first ones, which would leave out the evenings. The reference draws by the
// day's key; here nothing secret goes in, so that the same packets give the same numbers under any
// key, and in any order of people.
class Contribution {
 public:
  // `draw`: PersonDay::draw.
  constexpr Contribution(std::size_t cap, std::uint64_t draw) noexcept : cap_(cap), draw_(draw) {}

  // Leaves at most `cap` of the items, each of which stands for another number of the table.
  // `rank`: an item -> rank() of what it stands for. Their order is lost.
  template <typename Item, typename Rank>
  void bound(std::vector<Item>& items, const Rank& rank_of) const {
    if (items.size() <= cap_) return;
    std::sort(items.begin(), items.end(),
              [&](const Item& a, const Item& b) { return rank_of(a) < rank_of(b); });
    items.resize(cap_);
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
