#include "vocabulary/mnc_length.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>

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

// Protocols reference 0.2, whose countries with codes of three digits only these are.
TEST(MncLength, IsThreeWhereTheReferenceSaysAlways) {
  constexpr std::array<std::uint32_t, 17> kAlways{302, 311, 312, 316, 338, 342, 344, 346, 348,
                                                  352, 354, 365, 366, 708, 722, 732, 750};
  for (const std::uint32_t mcc : kAlways) {
    for (std::uint32_t mnc = 0; mnc < 1000; ++mnc) EXPECT_EQ(mnc_digits(mcc, mnc), 3) << mcc;
  }
}

TEST(MncLength, IsTwoWhereTheReferenceSaysNothing) {
  constexpr std::array<std::uint32_t, 35> kNamed{
      302, 311, 312, 316, 338, 342, 344, 346, 348, 352, 354, 365, 366, 708, 722, 732, 750, 310,
      330, 334, 350, 356, 358, 360, 362, 364, 374, 376, 404, 405, 502, 714, 313, 314, 315};
  for (std::uint32_t mcc = 0; mcc < 1000; ++mcc) {
    if (std::ranges::find(kNamed, mcc) != kNamed.end()) continue;
    for (const std::uint32_t mnc : {0u, 10u, 93u, 700u, 999u})
      EXPECT_EQ(mnc_digits(mcc, mnc), 2) << mcc;
  }
}

}  // namespace
}  // namespace celltally
