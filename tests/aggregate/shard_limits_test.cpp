// What happens when a table is full: an event counts completely or not at all.

#include <gtest/gtest.h>

#include <map>

#include "aggregate/shard.hpp"
#include "tests/aggregate/packet_stream.hpp"

namespace celltally {
namespace {

using test::cell;

constexpr Timestamp kNoon = Timestamp::from_seconds(1'767'268'800);  // 2026-01-01T12:00:00Z

SignallingEvent seen(std::uint64_t person, std::uint64_t in_cell, std::int64_t minute = 0) {
  SignallingEvent event;
  event.at = Timestamp::from_seconds(kNoon.seconds() + minute * 60);
  event.person = {person};
  event.cell = cell(in_cell);
  event.kind = EventKind::service_request;
  event.presence = Presence::exact;
  return event;
}

// Counts the events one after the other; what came of each is in the counters.
struct Counted {
  Counted(const Shard::Limits& limits, const std::vector<SignallingEvent>& events)
      : shard(limits, Calendar::in_zone("UTC").value()) {
    shard.count(events, Timestamp::from_seconds(kNoon.seconds() + 3599));
    full = shard.counters().table_full;
    people = shard.people();
    cells = shard.cells();
    for (const ClosedWindow& window : shard.close_all()) {
      for (const Tally& tally : window.tallies) {
        if (window.statistic == Statistic::events && !tally.key.detail.is_service()) {
          behind += tally.people;
        }
        sums[window.statistic] += tally.value;
      }
    }
  }

  Shard shard;
  std::uint64_t full;
  std::size_t people;
  std::size_t cells;
  std::uint64_t behind = 0;  // people behind events, in all cells
  std::map<Statistic, std::uint64_t> sums;
};

TEST(ShardLimits, TakesExactlyAsManyPeopleAsItMay) {
  const Counted counted({.people_max = 2, .cells_max = 9, .visits_max = 9},
                        {seen(1, 1), seen(2, 1), seen(3, 1), seen(3, 2), seen(2, 2), seen(1, 1)});
  EXPECT_EQ(counted.people, 2u);
  EXPECT_EQ(counted.full, 2u);
  EXPECT_EQ(counted.sums.at(Statistic::events), 4u);
  EXPECT_EQ(counted.behind, 3u);
  EXPECT_EQ(counted.sums.at(Statistic::presence), 2u);
}

TEST(ShardLimits, DoesNotTakeThePersonWhenTheCellDoesNotFit) {
  const Counted counted({.people_max = 9, .cells_max = 2, .visits_max = 9},
                        {seen(1, 1), seen(1, 2), seen(2, 3), seen(1, 3), seen(3, 2)});
  EXPECT_EQ(counted.cells, 2u);
  EXPECT_EQ(counted.people, 2u) << "person 2 was only in a cell without room";
  EXPECT_EQ(counted.full, 2u);
  EXPECT_EQ(counted.sums.at(Statistic::events), 3u);
}

// One block of visits before the last one, which holds seven; marks of eight people and more.
TEST(ShardLimits, TakesNoCellWhenTheVisitDoesNotFit) {
  std::vector<SignallingEvent> events;
  for (std::int64_t i = 0; i < 9; ++i)
    events.push_back(seen(1, 1 + static_cast<std::uint64_t>(i), i * 3));
  events.push_back(seen(1, 8, 26));  // where the person is: takes no room
  events.push_back(seen(2, 1, 27));  // somebody's first visit takes none either
  events.push_back(seen(2, 2, 30));  // a second one does
  const Counted counted({.people_max = 8, .cells_max = 20, .visits_max = 3}, events);
  EXPECT_EQ(counted.people, 2u);
  EXPECT_EQ(counted.cells, 8u);
  EXPECT_EQ(counted.full, 2u) << "the ninth cell, and the second visit of the other";
  EXPECT_EQ(counted.sums.at(Statistic::events), 10u);
  EXPECT_EQ(counted.behind, 9u);
}

TEST(ShardLimits, TakesNobodyWhenTheMarkDoesNotFit) {
  std::vector<SignallingEvent> events;
  for (std::uint64_t i = 0; i < 16; ++i) {
    events.push_back(seen(1, 1 + i, static_cast<std::int64_t>(i) * 3));
  }
  // The latest mark is in the person. Two blocks for others: one for the one person that there may
  // be, and one to spare.
  const Counted counted({.people_max = 1, .cells_max = 20, .visits_max = 15}, events);
  EXPECT_EQ(counted.full, 1u) << "the last of sixteen cells in an hour";
  EXPECT_EQ(counted.cells, 15u);
  EXPECT_EQ(counted.behind, 15u);
  EXPECT_EQ(counted.sums.at(Statistic::events), 15u);
}

TEST(ShardLimits, NeedsNoVisitForAnEventWithNobodyBehind) {
  auto unknown = seen(0, 1);
  auto machine = seen(5, 1);
  machine.machine = MachineHint::device;
  const Counted counted({.people_max = 1, .cells_max = 1, .visits_max = 0},
                        {unknown, machine, seen(6, 1)});
  EXPECT_EQ(counted.full, 1u);
  EXPECT_EQ(counted.people, 1u) << "the machine";
  EXPECT_EQ(counted.sums.at(Statistic::events), 2u);
}

TEST(ShardLimits, CountsNothingWithoutAnyRoom) {
  const Counted counted({.people_max = 0, .cells_max = 0, .visits_max = 0},
                        {seen(1, 1), seen(0, 1)});
  EXPECT_EQ(counted.full, 2u);
  EXPECT_TRUE(counted.sums.empty());
}

TEST(ShardLimits, KeepsPeopleApartWhoseTagsShareBits) {
  std::vector<SignallingEvent> events;
  for (std::uint64_t i = 0; i < 32; ++i) {
    events.push_back(seen(i << 32 | 1, 1));                      // the same place in the table
    events.push_back(seen(0xabcd'0000'0000'0000 | i, 1));        // the same fingerprint
    events.push_back(seen(0xabcd'0000'0001'0001 | i << 20, 1));  // both
  }
  const Counted counted({.people_max = 96, .cells_max = 1, .visits_max = 96}, events);
  EXPECT_EQ(counted.people, 96u);
  EXPECT_EQ(counted.full, 0u);
  EXPECT_EQ(counted.behind, 96u);
  EXPECT_EQ(counted.sums.at(Statistic::presence), 96u);
}

TEST(ShardLimits, EveryEventEndsInOneCounterAlsoWhenTablesAreFull) {
  const test::StreamShape shape{
      .from_s = 1'767'268'800, .step_s = 60, .jumps_in_1000 = 5, .people = 100, .cells = 20};
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const auto stream = test::random_stream(seed, shape);
    Shard shard({.people_max = 30, .cells_max = 10, .visits_max = 8},
                Calendar::in_zone("UTC").value());
    std::uint64_t events = 0;
    for (const auto& packet : stream) events += packet.event.has_value();
    std::uint64_t counted_events = 0;
    for (const ClosedWindow& window : test::windows_of(stream, shard)) {
      std::uint64_t sum = 0;
      for (const Tally& tally : window.tallies) {
        EXPECT_LE(tally.people, std::min<std::uint64_t>(30, tally.value));
        EXPECT_GT(tally.value, 0u);
        if (!tally.key.detail.is_service()) sum += tally.value;
      }
      if (window.statistic == Statistic::events) counted_events += sum;
      if (window.statistic == Statistic::presence) {
        EXPECT_LE(sum, 30u);
      }
      EXPECT_LE(window.cells_seen.size(), 10u);
    }
    const Shard::Counters& c = shard.counters();
    const std::uint64_t counted = c.counted_person + c.counted_machine + c.counted_unknown +
                                  c.counted_unauthenticated + c.counted_no_presence;
    EXPECT_GT(c.table_full, 0u);
    EXPECT_EQ(counted_events, counted);
    EXPECT_EQ(events, counted + c.no_event + c.retransmission + c.no_cell + c.late +
                          c.test_network + c.table_full);
  }
}

}  // namespace
}  // namespace celltally
