#include "vocabulary/timestamp.hpp"

#include "vocabulary/result.hpp"

#include <gtest/gtest.h>

#include <string>

namespace celltally {
namespace {

static_assert(Timestamp{1'999'999'999}.seconds() == 1);
static_assert(Timestamp{-1}.seconds() == -1, "before 1970 seconds round towards the past");
static_assert(Timestamp{-1'000'000'000}.seconds() == -1);
static_assert(Timestamp::from_seconds(2).ns == 2'000'000'000);

TEST(Result, HoldsAValueOrTheReasonWhyThereIsNone) {
  const Result<int, std::string> good = 7;
  const Result<int, std::string> bad = fail(std::string{"no such port"});
  ASSERT_TRUE(good);
  EXPECT_EQ(*good, 7);
  ASSERT_FALSE(bad);
  EXPECT_EQ(bad.error(), "no such port");
}

}  // namespace
}  // namespace celltally
