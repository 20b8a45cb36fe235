#include "cli/table_sizes.hpp"

#include <gtest/gtest.h>

namespace celltally {
namespace {

TEST(TableSizes, FollowTheOctetsOfTheFilesBetweenAFloorAndTheDefaults) {
  const Shard::Limits shard;
  const Anonymiser::Limits sessions;
  const auto unknown = TableSizes::for_input(0, std::nullopt);
  EXPECT_EQ(unknown.shard.people_max, shard.people_max);
  EXPECT_EQ(unknown.shard.cells_max, shard.cells_max);
  EXPECT_EQ(unknown.shard.visits_max, shard.visits_max);
  EXPECT_EQ(unknown.sessions.sessions_max, sessions.sessions_max);
  EXPECT_EQ(unknown.sessions.transactions_max, sessions.transactions_max);
  const auto huge = TableSizes::for_input(UINT64_MAX, std::nullopt);
  EXPECT_EQ(huge.shard.people_max, shard.people_max);
  EXPECT_EQ(huge.sessions.sessions_max, sessions.sessions_max);
  const auto tiny = TableSizes::for_input(1, std::nullopt);
  EXPECT_EQ(tiny.shard.people_max, 4096u);
  EXPECT_EQ(tiny.shard.visits_max, 4096u);
  EXPECT_EQ(tiny.sessions.sessions_max, 4096u);
  const auto middle = TableSizes::for_input(10'000'000, std::nullopt);
  EXPECT_EQ(middle.shard.people_max, 250'000u);
}

TEST(TableSizes, PeopleMaxGoesBeforeAndTakesTheOtherTablesAlong) {
  const auto few = TableSizes::for_input(0, 1000);
  EXPECT_EQ(few.shard.people_max, 1000u);
  const auto many = TableSizes::for_input(0, 50'000'000);
  EXPECT_EQ(many.shard.people_max, 50'000'000u);
  EXPECT_EQ(many.shard.visits_max, 400'000'000u);
  EXPECT_EQ(many.sessions.sessions_max, 100'000'000u);
  EXPECT_LT(TableSizes::for_input(1'000'000, 50'000'000).shard.visits_max, 100'000u)
      << "what cannot be in the file needs no room";
}

}  // namespace
}  // namespace celltally
