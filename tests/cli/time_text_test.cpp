#include <gtest/gtest.h>

#include "aggregate/calendar.hpp"
#include "cli/local_time.hpp"
#include "cli/utc_text.hpp"

namespace celltally {
namespace {

TEST(UtcText, IsIso8601AlsoBefore1970) {
  struct Case {
    std::int64_t ns;
    const char* seconds;
    const char* precise;
  };
  const Case kCases[] = {
      {0, "1970-01-01T00:00:00Z", "1970-01-01T00:00:00.000000Z"},
      {1'767'268'800'000'001'000, "2026-01-01T12:00:00Z", "2026-01-01T12:00:00.000001Z"},
      {1'767'268'800'000'000'001, "2026-01-01T12:00:00Z", "2026-01-01T12:00:00.000000001Z"},
      {1'709'210'096'500'000'000, "2024-02-29T12:34:56Z", "2024-02-29T12:34:56.500000Z"},
      {-1, "1969-12-31T23:59:59Z", "1969-12-31T23:59:59.999999999Z"},
      {INT64_MAX, "2262-04-11T23:47:16Z", "2262-04-11T23:47:16.854775807Z"},
      {INT64_MIN, "1677-09-21T00:12:43Z", "1677-09-21T00:12:43.145224192Z"},
  };
  for (const Case& test : kCases) {
    EXPECT_EQ(utc_seconds({test.ns}), test.seconds);
    EXPECT_EQ(utc_precise({test.ns}), test.precise);
  }
}

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
