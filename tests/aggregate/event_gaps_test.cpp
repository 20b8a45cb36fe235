#include "aggregate/event_gaps.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <vector>

namespace celltally {
namespace {

EventGaps noted(const std::vector<std::uint32_t>& seconds) {
  EventGaps gaps{};
  for (const std::uint32_t second : seconds) gaps.note(second);
  return gaps;
}

EventGaps acted(const std::vector<std::uint32_t>& seconds) {
  EventGaps gaps{};
  for (const std::uint32_t second : seconds) gaps.note_act(second);
  return gaps;
}

TEST(EventGaps, TellTheClassOfTheMedian) {
  struct Case {
    const char* name;
    std::vector<std::uint32_t> seconds;
    std::optional<GapClass> median;
  };
  const Case cases[] = {
      {"no event", {}, std::nullopt},
      {"one event", {100}, std::nullopt},
      {"under a minute does not count", {0, 59, 118}, std::nullopt},
      {"a minute", {0, 60}, GapClass::m2},
      {"two minutes", {0, 120}, GapClass::m2},
      {"more than two", {0, 121}, GapClass::m5},
      {"five", {0, 300}, GapClass::m5},
      {"ten", {0, 600}, GapClass::m10},
      {"twenty", {0, 1200}, GapClass::m20},
      {"more than twenty", {0, 1201}, GapClass::more},
      {"the lower of two in the middle", {0, 60, 2000}, GapClass::m2},
      {"the middle of three", {0, 60, 460, 2000}, GapClass::m10},
      {"an older event changes nothing", {1000, 500, 1060}, GapClass::m2},
      {"a procedure of several messages is one sign", {0, 1, 2, 302, 303, 603}, GapClass::m5},
  };
  for (const Case& one : cases) EXPECT_EQ(noted(one.seconds).median(), one.median) << one.name;
}

TEST(EventGaps, HoldAllOfTheLongestDay) {
  EventGaps gaps{};
  for (std::uint32_t second = 0; second <= 90'000; second += 60) {
    gaps.note(second);
    gaps.note_act(second);
  }
  EXPECT_EQ(gaps.median(), GapClass::m2);
  EXPECT_TRUE(gaps.regular());
  EventGaps two{};
  two.note(0);
  two.note(90'000);
  EXPECT_EQ(two.median(), GapClass::more);
}

TEST(EventGaps, KnowAMeterByItsSpacing) {
  std::vector<std::uint32_t> every_quarter;
  for (std::uint32_t i = 0; i <= 8; ++i) every_quarter.push_back(i * 900 + i % 3);
  EXPECT_TRUE(acted(every_quarter).regular());
  every_quarter.pop_back();
  EXPECT_FALSE(acted(every_quarter).regular()) << "seven gaps are too few";
  std::vector<std::uint32_t> by_turns{0};
  for (std::uint32_t i = 0; i < 30; ++i) by_turns.push_back(by_turns.back() + (i % 2 ? 880 : 1100));
  EXPECT_FALSE(acted(by_turns).regular()) << "0.11";
  by_turns = {0};
  for (std::uint32_t i = 0; i < 30; ++i) by_turns.push_back(by_turns.back() + (i % 2 ? 910 : 1090));
  EXPECT_TRUE(acted(by_turns).regular()) << "0.09";
  EXPECT_FALSE(noted(by_turns).regular()) << "of acts alone";
  EventGaps reported = acted(by_turns);
  reported.forget_acts();
  EXPECT_FALSE(reported.regular());
  for (const std::uint32_t second : by_turns) reported.note_act(second);
  EXPECT_TRUE(reported.regular()) << "as new";
}

TEST(EventGaps, DoNotTakePeopleForMeters) {
  for (std::uint64_t seed = 1; seed <= 2000; ++seed) {
    std::mt19937_64 random{seed};
    std::exponential_distribution<double> gap{1.0 / 900};
    EventGaps gaps{};
    double at = 0;
    for (int i = 0; i < 60; ++i) gaps.note_act(static_cast<std::uint32_t>(at += 60 + gap(random)));
    EXPECT_FALSE(gaps.regular()) << seed;
  }
}

}  // namespace
}  // namespace celltally
