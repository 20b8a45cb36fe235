#include "aggregate/closed_window.hpp"

#include <gtest/gtest.h>

#include "tests/aggregate/packet_stream.hpp"

namespace celltally {
namespace {

using test::cell;

constexpr Window kHour{Timestamp::from_seconds(1'767'268'800),
                       Timestamp::from_seconds(1'767'272'400)};

ClosedWindow events(std::vector<Tally> tallies, bool captured = true) {
  ClosedWindow window{Statistic::events, kHour, captured, std::move(tallies), 0, {}, 0};
  for (const Tally& tally : window.tallies) {
    if (window.cells_seen.empty() || window.cells_seen.back().cell != tally.key.place) {
      window.cells_seen.push_back({.cell = tally.key.place});
    }
  }
  return window;
}

TEST(Merge, AddsTheSamePlaceAndKindAndKeepsTheOthersInOrder) {
  const ClosedWindow merged = merge({
      events({{{cell(2), {}, Detail::of(EventKind::attach)}, 5, 3},
              {{cell(9), {}, Detail::of(EventKind::attach)}, 1, 1}}),
      events({{{cell(1), {}, Detail::of(EventKind::handover)}, 2, 0},
              {{cell(2), {}, Detail::of(EventKind::attach)}, 7, 2}}),
      events({{{cell(2), {}, Detail::of(EventKind::area_update)}, 1, 1}}, false),
  });
  EXPECT_EQ(merged.statistic, Statistic::events);
  EXPECT_EQ(merged.window, kHour);
  EXPECT_TRUE(merged.captured);
  EXPECT_EQ(merged.tallies,
            (std::vector<Tally>{{{cell(1), {}, Detail::of(EventKind::handover)}, 2, 0},
                                {{cell(2), {}, Detail::of(EventKind::attach)}, 12, 5},
                                {{cell(2), {}, Detail::of(EventKind::area_update)}, 1, 1},
                                {{cell(9), {}, Detail::of(EventKind::attach)}, 1, 1}}));
  EXPECT_EQ(merged.cells_seen,
            (std::vector<SeenCell>{{.cell = cell(1)}, {.cell = cell(2)}, {.cell = cell(9)}}));
}

TEST(Merge, AddsUpThePeopleOfADay) {
  ClosedWindow one = events({});
  ClosedWindow other = one;
  one.people = 3;
  other.people = 4;
  EXPECT_EQ(merge({one, other}).people, 7u);
}

TEST(Merge, IsNotCapturedWhenNoShardSawAPacket) {
  EXPECT_FALSE(merge({events({}, false), events({}, false)}).captured);
}

TEST(Merge, LeavesOneAlone) {
  const ClosedWindow one = events({{{cell(2), {}, Detail::of(EventKind::attach)}, 5, 3}});
  const ClosedWindow merged = merge({one});
  EXPECT_EQ(merged.tallies, one.tallies);
  EXPECT_EQ(merged.cells_seen, one.cells_seen);
}

}  // namespace
}  // namespace celltally
