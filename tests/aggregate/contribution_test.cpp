// Which numbers a person is counted in where a cap bites.

#include "aggregate/contribution.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

namespace celltally {
namespace {

std::vector<std::uint64_t> drawn(std::size_t cap, std::uint64_t draw,
                                 std::vector<std::uint64_t> items) {
  const Contribution contribution(cap, draw);
  contribution.bound(items, [&](std::uint64_t item) { return contribution.rank(item); });
  std::sort(items.begin(), items.end());
  return items;
}

TEST(Contribution, LeavesWhatIsWithinTheCap) {
  EXPECT_EQ(drawn(4, 1, {}), (std::vector<std::uint64_t>{}));
  EXPECT_EQ(drawn(4, 1, {3, 5, 8, 9}), (std::vector<std::uint64_t>{3, 5, 8, 9}));
}

TEST(Contribution, IsTheSameForTheSameDrawInAnyOrder) {
  std::vector<std::uint64_t> items(20);
  std::iota(items.begin(), items.end(), 100u);
  const std::vector<std::uint64_t> once = drawn(6, 77, items);
  EXPECT_EQ(once.size(), 6u);
  std::reverse(items.begin(), items.end());
  EXPECT_EQ(drawn(6, 77, items), once);
  EXPECT_NE(drawn(6, 78, items), once);
}

// Every probe and every release draws alike.
TEST(Contribution, IsWhatItAlwaysWas) {
  EXPECT_EQ(drawn(3, 42, {1, 2, 3, 4, 5, 6, 7, 8, 9}), (std::vector<std::uint64_t>{2, 4, 8}));
  EXPECT_EQ(Contribution(1, 42).rank(1, 2, 3), 16'527'528'992'017'424'828u);
}

// Who has another place more keeps the others but for one.
TEST(Contribution, OneItemMoreReplacesAtMostOne) {
  for (std::uint64_t draw = 0; draw < 1000; ++draw) {
    std::vector<std::uint64_t> items{1, 2, 3, 4, 5, 6, 7, 8};
    const std::vector<std::uint64_t> before = drawn(4, draw, items);
    items.push_back(9);
    std::vector<std::uint64_t> both;
    const std::vector<std::uint64_t> after = drawn(4, draw, items);
    std::set_intersection(before.begin(), before.end(), after.begin(), after.end(),
                          std::back_inserter(both));
    ASSERT_GE(both.size(), 3u);
  }
}

// Nine places, of which six are drawn, over 9,000 people: each 6,000 times, give or take five
// standard deviations of 45; the first ones as often as the last.
TEST(Contribution, DrawsEveryItemAsOften) {
  std::array<int, 9> times{};
  for (std::uint64_t draw = 0; draw < 9000; ++draw) {
    for (const std::uint64_t item : drawn(6, draw, {0, 1, 2, 3, 4, 5, 6, 7, 8})) ++times[item];
  }
  for (const int each : times) EXPECT_NEAR(each, 6000, 225);
}

TEST(Contribution, RanksByAllThatNamesTheNumber) {
  const Contribution contribution(1, 5);
  EXPECT_NE(contribution.rank(1, 2, 3), contribution.rank(2, 1, 3));
  EXPECT_NE(contribution.rank(1, 2, 3), contribution.rank(1, 3, 2));
  EXPECT_NE(contribution.rank(1, 2, 3), contribution.rank(1, 2));
  EXPECT_NE(contribution.rank(1), Contribution(1, 6).rank(1));
}

}  // namespace
}  // namespace celltally
