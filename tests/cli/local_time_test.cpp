#include "cli/local_time.hpp"

#include <gtest/gtest.h>

#include "vocabulary/timestamp.hpp"

namespace celltally {
namespace {

TEST(LocalTime, ShowsTheClocksOfTheZone) {
  const auto paris = LocalTime::in_zone("Europe/Paris");
  ASSERT_TRUE(paris);
  const auto summer = Timestamp::from_seconds(1'782'907'200);  // 2026-07-01T12:00:00Z
  EXPECT_EQ(paris->date(summer), "2026-07-01");
  EXPECT_EQ(paris->clock(summer), "14:00");
  EXPECT_EQ(paris->date_and_clock(summer), "2026-07-01 14:00");
  EXPECT_EQ(paris->zone(), "Europe/Paris");
  EXPECT_EQ(LocalTime::in_zone("UTC")->date_and_clock(Timestamp{-1}), "1969-12-31 23:59");
  EXPECT_FALSE(LocalTime::in_zone("Mars/Base"));
}

TEST(LocalTime, ShowsSomethingForAnyMoment) {
  const auto utc = LocalTime::in_zone("UTC");
  for (const std::int64_t ns : {INT64_MIN, INT64_MAX}) EXPECT_EQ(utc->clock({ns}).size(), 5u);
}

}  // namespace
}  // namespace celltally
