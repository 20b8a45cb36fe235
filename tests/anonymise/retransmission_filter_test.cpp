#include "anonymise/retransmission_filter.hpp"

#include <gtest/gtest.h>

namespace celltally {
namespace {

TEST(RetransmissionFilter, KnowsACopyWithinTheWindowOnly) {
  struct Case {
    const char* name;
    std::int64_t second;
    bool copy;
  };
  for (const auto& it :
       {Case{"at once", 1000, true}, Case{"on the edge", 1060, true}, Case{"past it", 1061, false},
        Case{"out of order", 940, true}, Case{"long before", 939, false}}) {
    RetransmissionFilter filter(100, 60);
    EXPECT_FALSE(filter.copy({1}, 1000)) << it.name;
    EXPECT_EQ(filter.copy({1}, it.second), it.copy) << it.name;
  }
}

TEST(RetransmissionFilter, CountsTheWindowFromTheFirst) {
  RetransmissionFilter filter(100, 60);
  EXPECT_FALSE(filter.copy({1}, 1000));
  EXPECT_TRUE(filter.copy({1}, 1050));
  EXPECT_FALSE(filter.copy({1}, 1061));  // a sequence number that came round
  EXPECT_TRUE(filter.copy({1}, 1121));
}

// Keys below 2^32 are all of the first bucket.
TEST(RetransmissionFilter, ForgetsTheOldestAndCountsThoseInsideTheWindow) {
  RetransmissionFilter filter(100, 60);
  for (std::uint64_t i = 1; i <= 13; i += 2) filter.copy({i}, i == 3 ? 900 : 1000);
  EXPECT_EQ(filter.evicted(), 0u);
  EXPECT_FALSE(filter.copy({15}, 1059));
  EXPECT_EQ(filter.evicted(), 1u);
  EXPECT_TRUE(filter.copy({5}, 1059));
  EXPECT_TRUE(filter.copy({15}, 1059));
  EXPECT_FALSE(filter.copy({17}, 1059));
  EXPECT_EQ(filter.evicted(), 1u) << "that one was old enough";
  EXPECT_FALSE(filter.copy({1}, 1059)) << "the first that came";
}

TEST(RetransmissionFilter, AnswersWithoutRemembering) {
  RetransmissionFilter filter(100, 60);
  EXPECT_FALSE(filter.knows({1}, 1000));
  EXPECT_FALSE(filter.copy({1}, 1000));
  EXPECT_TRUE(filter.knows({1}, 1060));
  EXPECT_FALSE(filter.knows({1}, 1061));
  EXPECT_FALSE(filter.knows({3}, 1000));
}

TEST(RetransmissionFilter, WorksBefore1970) {
  RetransmissionFilter filter(100, 60);
  EXPECT_FALSE(filter.copy({1}, -1'000'000));
  EXPECT_TRUE(filter.copy({1}, -999'990));
}

TEST(RetransmissionFilter, ForgetsAll) {
  RetransmissionFilter filter(100, 60);
  filter.copy({1}, 1000);
  filter.forget();
  EXPECT_FALSE(filter.copy({1}, 1000));
}

}  // namespace
}  // namespace celltally
