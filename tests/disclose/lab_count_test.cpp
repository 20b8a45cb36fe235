#include "disclose/lab_count.hpp"

#include <gtest/gtest.h>

#include "disclose/gate.hpp"

namespace celltally {
namespace {

constexpr Plmn kTestNetwork{0x00f110};  // 001-01
constexpr Window kHour{Timestamp::from_seconds(1'767'225'600),
                       Timestamp::from_seconds(1'767'229'200)};

Place cell(std::uint64_t eci) {
  return Place{PlaceKind::ecgi, kTestNetwork, eci};
}

TEST(LabCount, IsTheExactNumberOfEveryRowZeroesIncluded) {
  const ClosedWindow window{.statistic = Statistic::events,
                            .window = kHour,
                            .tallies = {{cell(1), EventKind::attach, 7, 1}},
                            .cells_seen = {cell(1), cell(2)},
                            .kinds_seen = {EventKind::attach}};
  const auto counts = exact_for_lab(window, {cell(3)});
  ASSERT_EQ(counts.size(), 3u);
  EXPECT_EQ(counts[0].place, cell(1));
  EXPECT_EQ(counts[0].state, ReleaseState::published);
  EXPECT_EQ(counts[0].value, 7u);
  EXPECT_EQ(counts[1].state, ReleaseState::published);
  EXPECT_EQ(counts[1].value, 0u);
  EXPECT_EQ(counts[2].state, ReleaseState::no_data);
  EXPECT_EQ(counts[2].window, kHour);
}

TEST(LabCount, HasTheSameRowsAsTheGate) {
  ClosedWindow window{
      .statistic = Statistic::events,
      .window = kHour,
      .tallies = {{cell(1), EventKind::attach, 7, 1}, {cell(2), EventKind::idle, 70, 30}},
      .cells_seen = {cell(1), cell(2), cell(5)},
      .kinds_seen = {EventKind::attach, EventKind::idle, EventKind::detach}};
  const std::vector<Place> inventory{cell(5), cell(4)};
  for (const bool captured : {true, false}) {
    window.captured = captured;
    const auto released = Gate({}, inventory).release(window);
    const auto exact = exact_for_lab(window, inventory);
    ASSERT_EQ(released.size(), exact.size());
    for (std::size_t i = 0; i < exact.size(); ++i) {
      EXPECT_EQ(released[i].place(), exact[i].place);
      EXPECT_EQ(released[i].kind(), exact[i].kind);
      EXPECT_EQ(released[i].statistic(), exact[i].statistic);
      EXPECT_EQ(released[i].state() == ReleaseState::no_data,
                exact[i].state == ReleaseState::no_data);
    }
  }
}

}  // namespace
}  // namespace celltally
