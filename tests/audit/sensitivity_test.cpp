#include "audit/games/sensitivity.hpp"

#include <gtest/gtest.h>

#include "audit/games/made_devices.hpp"
#include "tests/audit/undefended.hpp"

namespace celltally {
namespace {

constexpr std::uint32_t kDevices = 600;

const NoiseRules& rules() {
  static const NoiseRules rules = NoiseRules::from({});
  return rules;
}

TEST(Sensitivity, NoDeviceMovesTheTablesFurtherThanTheNoiseIsMadeFor) {
  const AuditCheck check = check_sensitivity(rules(), 1, counting_of_product(rules()), kDevices);
  EXPECT_TRUE(test::passed(check)) << test::Figures{check};
  EXPECT_EQ(check.figures.size(), 11u) << "nine statistics, one number, all together";
  for (std::size_t i = 0; i < 10; ++i) {
    EXPECT_DOUBLE_EQ(check.figures[i].measured, check.figures[i].bound)
        << check.figures[i].what << ": nobody tried hard enough";
  }
}

TEST(Sensitivity, IsFoundOutWhenAPersonCountsTwice) {
  const auto twice = [](const Counting& once) {
    return [once](std::span<const SignallingEvent> events) {
      std::vector<ClosedWindow> windows = once(events);
      for (ClosedWindow& window : windows) {
        for (Tally& tally : window.tallies) tally.people *= 2;
      }
      return windows;
    };
  };
  const AuditCheck check =
      check_sensitivity(rules(), 1, twice(counting_of_product(rules())), kDevices);
  EXPECT_EQ(test::failures(check), 11u) << test::Figures{check};
}

TEST(Sensitivity, IsFoundOutWhenTheRulesSayLessThanIsCounted) {
  for (std::size_t i = 0; i < kStatistics; ++i) {
    if (!rules().families[i] || rules().families[i]->cap == 1) continue;
    NoiseRules wrong = rules();
    --wrong.families[i]->cap;
    const AuditCheck check = check_sensitivity(wrong, 1, counting_of_product(rules()), kDevices);
    EXPECT_TRUE(test::failed(check)) << to_text(static_cast<Statistic>(i));
  }
}

TEST(MadeDevices, AreInTheirDayInTheOrderOfTime) {
  MadeDevices made(3);
  std::size_t most = 0;
  for (int i = 0; i < 1000; ++i) {
    const auto events = made.device({1});
    ASSERT_FALSE(events.empty());
    for (std::size_t at = 0; at < events.size(); ++at) {
      ASSERT_TRUE(MadeDevices::day().contains(events[at].at));
      ASSERT_TRUE(at == 0 || events[at - 1].at <= events[at].at);
    }
    most = std::max(most, events.size());
  }
  EXPECT_GT(most, 300u) << "somebody is everywhere";
}

}  // namespace
}  // namespace celltally
