// Things beside people.

#include <gtest/gtest.h>

#include <map>
#include <vector>

#include "aggregate/shard.hpp"
#include "tests/aggregate/small_shard.hpp"

namespace celltally {
namespace {

using test::at;
using test::seen;
using test::small;
using test::utc;

std::map<Statistic, std::uint64_t> sums(Shard& shard) {
  std::map<Statistic, std::uint64_t> all;
  for (const ClosedWindow& window : shard.close_all()) {
    for (const Tally& tally : window.tallies) all[window.statistic] += tally.value;
  }
  return all;
}

SignallingEvent thing(std::uint64_t person, std::uint64_t cell, Timestamp at) {
  SignallingEvent event = seen(person, cell, at);
  event.machine = MachineHint::device;
  return event;
}

TEST(ShardMachines, AreInMachinesAndNotAmongPeople) {
  Shard shard(small(), utc());
  shard.count({}, at(12, 0));
  const std::vector<SignallingEvent> events{thing(1, 5, at(12, 10)), thing(1, 5, at(12, 40)),
                                            thing(2, 6, at(12, 40)), seen(3, 5, at(12, 10)),
                                            seen(3, 5, at(12, 40))};
  shard.count(events, at(12, 50));
  const auto all = sums(shard);
  EXPECT_EQ(all.at(Statistic::machines), 2u);
  EXPECT_EQ(all.at(Statistic::presence), 1u);
  EXPECT_EQ(all.at(Statistic::visitors), 1u);
  EXPECT_EQ(all.at(Statistic::quality), 1u);
}

TEST(ShardMachines, StayThingsWhenAMessageDoesNotSaySo) {
  Shard shard(small(), utc());
  shard.count({}, at(12, 0));
  const std::vector<SignallingEvent> events{seen(1, 5, at(12, 5)), thing(1, 5, at(12, 10)),
                                            seen(1, 5, at(12, 40))};
  shard.count(events, at(12, 50));
  EXPECT_EQ(shard.counters().counted_person, 1u);
  EXPECT_EQ(shard.counters().counted_machine, 2u);
  const auto all = sums(shard);
  EXPECT_EQ(all.at(Statistic::machines), 1u);
  EXPECT_EQ(all.count(Statistic::presence), 0u);
  EXPECT_EQ(all.count(Statistic::visitors), 0u);
}

// Every quarter of an hour in one cell; somebody as regular who moves once is a person.
TEST(ShardMachines, AreKnownByBehaviourWhenTheDayIsOver) {
  for (const std::uint64_t moves : {0u, 1u}) {
    Shard shard(small(), utc());
    shard.count({}, at(12, 0));
    Timestamp now{};
    for (std::int64_t i = 0; i < 12; ++i) {
      now = at(12 + i / 4, i % 4 * 15, i % 3);
      while (shard.next_due() <= now) shard.close(now);
      const SignallingEvent event = seen(1, i == 6 ? 5 + moves : 5, now);
      shard.count(std::span{&event, 1}, now);
    }
    const auto closed = shard.close_all();
    EXPECT_EQ(closed.back().people, moves);
    EXPECT_EQ(closed.back().tallies.empty(), moves == 0);
    EXPECT_EQ(shard.counters().machines_by_behaviour, 1 - moves);
  }
}

// Of a meter that reports every quarter of an hour presence knows after two hours.
TEST(ShardMachines, AreKnownByBehaviourAsSoonAsTheyWereSeenOftenEnough) {
  Shard shard(small(), utc());
  shard.count({}, at(10, 0));
  std::map<Statistic, std::vector<std::uint64_t>> hours;
  const auto keep = [&](const std::vector<ClosedWindow>& closed) {
    for (const ClosedWindow& window : closed) {
      hours[window.statistic].push_back(window.tallies.empty() ? 0 : window.tallies[0].value);
    }
  };
  for (std::int64_t i = 0; i < 24; ++i) {
    const Timestamp now = at(10 + i / 4, i % 4 * 15);
    while (shard.next_due() <= now) keep(shard.close(now));
    SignallingEvent event = seen(1, 5, now);
    event.kind = EventKind::service_request;
    shard.count(std::span{&event, 1}, now);
  }
  keep(shard.close_all());
  // The hour of 10 closes at 11:32, when seven events are known.
  EXPECT_EQ(hours[Statistic::presence], (std::vector<std::uint64_t>{1, 0, 0, 0, 0, 0}));
  EXPECT_EQ(hours[Statistic::machines], (std::vector<std::uint64_t>{0, 1, 1, 1, 1, 1}));
}

// Where no acts are told, as on Gn, reports of the cell stand for them; where acts are told, they
// are what a phone that lies there does by the network's timer.
TEST(ShardMachines, ReportsOfTheCellAreActsWhereThereAreNoOthers) {
  for (const bool acts : {false, true}) {
    Shard shard(small(), utc());
    shard.count({}, at(12, 0));
    std::vector<SignallingEvent> events;
    for (std::int64_t i = 0; i < 12; ++i) {
      events.push_back(seen(1, 5, at(12 + i / 4, i % 4 * 15)));
      events.back().kind = acts && i == 3 ? EventKind::text : EventKind::location_report;
    }
    for (const SignallingEvent& event : events) {
      while (shard.next_due() <= event.at) shard.close(event.at);
      shard.count(std::span{&event, 1}, event.at);
    }
    shard.close_all();
    EXPECT_EQ(shard.counters().machines_by_behaviour, acts ? 0u : 1u);
  }
}

}  // namespace
}  // namespace celltally
