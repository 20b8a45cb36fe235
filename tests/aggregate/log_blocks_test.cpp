#include "aggregate/log_blocks.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <random>
#include <vector>

namespace celltally {
namespace {

using Log = LogBlocks<std::uint64_t>;

std::vector<std::uint64_t> items(const Log& log, std::uint32_t list) {
  std::vector<std::uint64_t> all;
  log.each_from_newest(list, [&](std::uint64_t item) {
    all.push_back(item);
    return true;
  });
  std::reverse(all.begin(), all.end());
  return all;
}

TEST(LogBlocks, HoldListsSideBySide) {
  for (std::uint64_t seed = 1; seed <= 50; ++seed) {
    std::mt19937_64 random{seed};
    Log log{20};
    std::array<std::uint32_t, 6> lists{};
    std::array<std::vector<std::uint64_t>, 6> plain;
    for (int i = 0; i < 2000; ++i) {
      const std::size_t at = random() % lists.size();
      const std::uint64_t what = random() % 40;
      if (what == 0) {
        log.drop(lists[at]);
        plain[at].clear();
      } else if (what < 16 && lists[at] != Log::kNone) {
        EXPECT_EQ(log.newest(lists[at]), plain[at].back());
        EXPECT_EQ(log.pop(lists[at]), plain[at].back());
        plain[at].pop_back();
      } else if (!log.needs_block(lists[at]) || !log.full()) {
        const std::uint64_t item = random();
        log.append(lists[at], item);
        plain[at].push_back(item);
      }
      EXPECT_EQ(lists[at] == Log::kNone, plain[at].empty());
      ASSERT_EQ(items(log, lists[at]), plain[at]) << seed;
    }
  }
}

TEST(LogBlocks, AreFullWhenAllBlocksAreTakenAndUseThemAgain) {
  Log log{2};
  std::uint32_t one = Log::kNone, other = Log::kNone;
  for (std::uint64_t i = 0; i < 7; ++i) log.append(one, i);
  EXPECT_TRUE(log.needs_block(one));
  EXPECT_FALSE(log.full());
  log.append(other, 9);
  EXPECT_TRUE(log.full());
  EXPECT_FALSE(log.needs_block(other));
  log.drop(one);
  EXPECT_FALSE(log.full());
  for (std::uint64_t i = 0; i < 7; ++i) log.append(one, i);
  EXPECT_TRUE(log.full());
  log.clear();
  EXPECT_FALSE(log.full());
}

TEST(LogBlocks, StopLookingWhenTold) {
  Log log{4};
  std::uint32_t list = Log::kNone;
  for (std::uint64_t i = 0; i < 20; ++i) log.append(list, i);
  std::size_t seen = 0;
  log.each_from_newest(list, [&](std::uint64_t item) { return ++seen, item != 10; });
  EXPECT_EQ(seen, 10u);
}

}  // namespace
}  // namespace celltally
