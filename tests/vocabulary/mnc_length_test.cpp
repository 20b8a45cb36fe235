#include "vocabulary/mnc_length.hpp"

#include <gtest/gtest.h>

namespace celltally {
namespace {

TEST(MncLength, FollowsTheCountryAndWhereItHasBothTheCode) {
  struct Case {
    const char* name;
    std::uint32_t mcc;
    std::uint32_t first_three;
    int digits;
  };
  const Case kCases[] = {
      {"France", 208, 930, 2},           {"test network", 1, 10, 2},
      {"private networks", 999, 700, 2}, {"United States", 310, 410, 3},
      {"Canada", 302, 720, 3},           {"Mexico", 334, 20, 3},
      {"India, two", 405, 512, 2},       {"India, three", 405, 854, 3},
      {"India, three, low", 405, 25, 3}, {"Malaysia, two", 502, 123, 2},
      {"Malaysia, three", 502, 153, 3},  {"no such country", 0, 0, 2},
      {"out of range", 1000, 5000, 2},
  };
  for (const Case& test : kCases) {
    EXPECT_EQ(mnc_digits(test.mcc, test.first_three), test.digits) << test.name;
  }
}

}  // namespace
}  // namespace celltally
