#include <gtest/gtest.h>

#include "vocabulary/utc_text.hpp"

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

TEST(UtcText, IsReadBackAndNothingElseIs) {
  for (const std::int64_t second : {0L, 1'767'268'800L, 1'709'210'096L, -1L, -9'200'000'000L}) {
    const auto at = Timestamp::from_seconds(second);
    EXPECT_EQ(utc_from_text(utc_seconds(at)), at);
  }
  for (const char* text :
       {"", "2026-01-01", "2026-01-01T12:00:00", "2026-01-01T12:00:00z", "2026-01-01T12:00:00.5Z",
        "2026-02-29T12:00:00Z", "2026-13-01T12:00:00Z", "2026-01-01T24:00:00Z",
        "2026-01-01T12:60:00Z", "2026-01-01T12:00:60Z", "1600-01-01T00:00:00Z",
        "2262-01-01T00:00:00Z", "-026-01-01T12:00:00Z", "2026-01-01 12:00:00Z"}) {
    EXPECT_FALSE(utc_from_text(text)) << text;
  }
}

}  // namespace
}  // namespace celltally
