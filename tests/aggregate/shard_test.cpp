// The rules one by one; shard_agreement_test.cpp has them all together.

#include "aggregate/shard.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "tests/aggregate/packet_stream.hpp"
#include "tests/aggregate/small_shard.hpp"

namespace celltally {
namespace {

using test::at;
using test::cell;
using test::PacketStream;
using test::seen;
using test::small;
using test::utc;

TEST(Shard, PutsEachEventIntoTheFirstCounterThatFits) {
  struct Case {
    const char* name;
    std::uint64_t Shard::Counters::*counter;
    void (*change)(SignallingEvent&);
  };
  using C = Shard::Counters;
  // Each case adds one trait to those of the cases after it.
  const Case cases[] = {
      {"no event", &C::no_event, [](auto& e) { e.kind = EventKind::none; }},
      {"retransmission", &C::retransmission, [](auto& e) { e.retransmission = true; }},
      {"an area is no cell", &C::no_cell,
       [](auto& e) {
         e.cell = Place{PlaceKind::tai, {}, 7};
       }},
      {"late", &C::late, [](auto& e) { e.at = at(10, 59); }},
      {"test network", &C::test_network, [](auto& e) { e.home = Plmn{0x00f110}; }},
      {"machine", &C::counted_machine, [](auto& e) { e.machine = MachineHint::network; }},
      {"unauthenticated", &C::counted_unauthenticated, [](auto& e) { e.unauthenticated = true; }},
      {"unknown person", &C::counted_unknown, [](auto& e) { e.person = {}; }},
      {"no proof", &C::counted_no_presence, [](auto& e) { e.presence = Presence::intended; }},
      {"person", &C::counted_person, [](auto&) {}},
  };
  for (std::size_t i = 0; i < std::size(cases); ++i) {
    SignallingEvent event = seen(1, 5, at(12, 10));
    for (std::size_t j = std::size(cases); j-- > i;) cases[j].change(event);
    Shard::Limits limits = small();
    limits.drop_test_networks = true;
    Shard shard(limits, utc());
    shard.count({}, at(12, 0));
    shard.count(std::span{&event, 1}, at(12, 10));
    EXPECT_EQ(shard.counters().*cases[i].counter, 1u) << cases[i].name;
  }
}

TEST(Shard, CountsTestNetworksUnlessToldOtherwise) {
  SignallingEvent event = seen(1, 5, at(12, 10));
  event.home = Plmn{0x99f999};
  Shard shard(small(), utc());
  shard.count(std::span{&event, 1}, at(12, 10));
  EXPECT_EQ(shard.counters().counted_person, 1u);
}

TEST(Shard, TellsWhenTheNextWindowClosesOrTheHourTurns) {
  Shard shard(small(), utc());
  EXPECT_EQ(shard.next_due(), Timestamp{std::numeric_limits<std::int64_t>::max()});
  EXPECT_TRUE(shard.close(at(12, 0)).empty());
  shard.count({}, at(12, 10));
  struct Step {
    Timestamp due;
    std::size_t closed;
  };
  const Step steps[] = {
      {at(13, 0), 0},   // the hour turns
      {at(13, 1), 1},   // events of 12
      {at(13, 33), 2},  // presence and machines of 12
      {at(14, 0), 0},  {at(14, 1), 1},
  };
  for (const Step& step : steps) {
    ASSERT_EQ(shard.next_due(), step.due);
    EXPECT_TRUE(shard.close({step.due.ns - 1}).empty());
    EXPECT_EQ(shard.close(step.due).size(), step.closed) << step.due.seconds();
  }
}

TEST(Shard, TurnsWithTheBinsOfPresence) {
  CountingPlan plan;
  plan.grain_minutes = 15;
  Shard shard(small(), utc(),
              std::make_shared<const CountingBasis>(plan, std::vector<CellSite>{}, 1));
  shard.count({}, at(12, 10));
  for (const Timestamp due : {at(12, 15), at(12, 30), at(12, 45), at(13, 0), at(13, 1)}) {
    ASSERT_EQ(shard.next_due(), due);
    shard.close(due);
  }
  EXPECT_EQ(shard.next_due(), Timestamp{at(13, 10, 30).ns}) << "12:07:30 and what may matter to it";
  const auto closed = shard.close(at(13, 10, 30));
  ASSERT_EQ(closed.size(), 1u);
  EXPECT_EQ(closed[0].window, (Window{at(12, 0), at(12, 15)}));
  EXPECT_EQ(closed[0].edition, 1u);
}

TEST(Shard, ClosesTheWholeDayAtItsEndWithoutGrace) {
  Shard shard(small(), utc());
  shard.count({}, at(26, 10));
  EXPECT_EQ(shard.day(), (Window{at(4, 0), at(28, 0)}));
  EXPECT_EQ(shard.close(at(27, 59)).size(), 3u);
  EXPECT_EQ(shard.next_due(), at(28, 0));
  const auto closed = shard.close(at(28, 0));
  std::vector<std::string> names;
  for (const ClosedWindow& each : closed) names.emplace_back(to_text(each.statistic));
  EXPECT_EQ(names,
            (std::vector<std::string>{"flows",    "segments", "flows",    "segments", "flows",
                                      "segments", "flows",    "segments", "flows",    "segments",
                                      "dwell",    "events",   "flows",    "machines", "origin",
                                      "presence", "quality",  "roamers",  "segments", "visitors"}));
  EXPECT_EQ(closed.back().window, (Window{at(4, 0), at(28, 0)}));
  EXPECT_EQ(shard.day(), (Window{at(28, 0), at(52, 0)}));
}

TEST(Shard, ClosesInTheOrderOfTheEndsThenOfTheStatistics) {
  Shard shard(small(), utc());
  shard.count({}, at(25, 10));
  const auto closed = shard.close(at(30, 30));
  ASSERT_EQ(closed.size(), 30u);
  for (std::size_t i = 1; i < closed.size(); ++i) {
    const auto& [a, b] = std::tie(closed[i - 1], closed[i]);
    EXPECT_TRUE(a.window.to < b.window.to ||
                (a.window.to == b.window.to && a.statistic < b.statistic))
        << i;
  }
}

TEST(Shard, ForgetsEverybodyAtTheEndOfTheDay) {
  Shard shard(small(), utc());
  std::vector<SignallingEvent> events;
  for (std::uint64_t person = 1; person <= 8; ++person) {
    events.push_back(seen(person << 40 | person, 5, at(27, 0)));
  }
  shard.count(events, at(27, 0));
  EXPECT_EQ(shard.people(), 8u);
  EXPECT_EQ(shard.cells(), 1u);
  shard.close(at(28, 10));
  EXPECT_EQ(shard.people(), 0u);
  EXPECT_EQ(shard.cells(), 0u);

  // The same tags are new people today, and all fit again.
  for (SignallingEvent& event : events) event.at = at(28, 10);
  shard.count(events, at(28, 10));
  EXPECT_EQ(shard.people(), 8u);
  EXPECT_EQ(shard.counters().table_full, 0u);
  for (const ClosedWindow& window : shard.close_all()) {
    const bool of_events = window.statistic == Statistic::events;
    if (!of_events && window.statistic != Statistic::presence) continue;
    ASSERT_EQ(window.tallies.size(), 1u);
    EXPECT_EQ(window.tallies[0].value, 8u);
    EXPECT_EQ(window.tallies[0].people, 8u);
  }
}

TEST(Shard, TellsHowManyPeopleTheDayHadWithoutMachines) {
  Shard shard(small(), utc());
  std::vector<SignallingEvent> events;
  for (std::uint64_t person = 1; person <= 7; ++person)
    events.push_back(seen(person, 5, at(12, 0)));
  events[0].machine = events[1].machine = MachineHint::device;
  events[2].unauthenticated = true;
  events[3].presence = Presence::intended;
  events[4].person = {};
  shard.count(events, at(12, 0));
  const auto closed = shard.close_all();
  EXPECT_EQ(closed.back().statistic, Statistic::visitors);
  EXPECT_EQ(closed.back().people, 2u);
  EXPECT_EQ(closed.back().cells_seen,
            (std::vector<SeenCell>{{.cell = cell(5), .first = at(12, 0), .last = at(12, 0)}}));
}

TEST(Shard, ClosesNothingThatHasNotBegun) {
  Shard shard(small(), utc());
  EXPECT_TRUE(shard.close_all().empty());
  const SignallingEvent event = seen(1, 5, at(12, 45));
  shard.count(std::span{&event, 1}, at(12, 45));
  const auto closed = shard.close_all();
  std::size_t hours = 0;
  for (const ClosedWindow& each : closed) {
    const bool of_hour = each.statistic == Statistic::events ||
                         each.statistic == Statistic::presence ||
                         each.statistic == Statistic::machines;
    if (!of_hour) continue;
    EXPECT_EQ(each.window, (Window{at(12, 0), at(13, 0)})) << to_text(each.statistic);
    ++hours;
  }
  EXPECT_EQ(hours, 3u) << "although the person would have been present at 13:30 as well";
  EXPECT_TRUE(shard.close_all().empty());
  EXPECT_EQ(shard.people(), 0u);
}

// Windows by statistic, and how many of them without a packet.
std::map<Statistic, std::pair<int, int>> windows_over_gap(std::int64_t hours) {
  Shard shard(small(), utc());
  std::map<Statistic, std::pair<int, int>> found;
  const Timestamp after{at(12, 10).ns + hours * 3'600'000'000'000};
  for (const ClosedWindow& window :
       test::windows_of({{at(12, 10), std::nullopt}, {after, std::nullopt}}, shard)) {
    ++found[window.statistic].first;
    found[window.statistic].second += window.captured ? 0 : 1;
  }
  return found;
}

TEST(Shard, TellsOfAGapOfTwoDaysHourByHour) {
  const auto found = windows_over_gap(49);
  EXPECT_EQ(found.at(Statistic::events), (std::pair{50, 48}));
  EXPECT_EQ(found.at(Statistic::presence), (std::pair{50, 48}));
  EXPECT_EQ(found.at(Statistic::visitors), (std::pair{3, 1}));
}

TEST(Shard, SkipsALongerGap) {
  for (const std::int64_t hours : {50, 500, 50'000, 1'000'000}) {
    const auto found = windows_over_gap(hours);
    EXPECT_EQ(found.at(Statistic::events), (std::pair{2, 0})) << hours;
    EXPECT_EQ(found.at(Statistic::presence), (std::pair{2, 0})) << hours;
    EXPECT_EQ(found.at(Statistic::visitors), (std::pair{2, 0})) << hours;
  }
}

TEST(Shard, SurvivesTheEndsOfTime) {
  Shard shard(small(), utc());
  shard.count({}, {std::numeric_limits<std::int64_t>::min()});
  EXPECT_EQ(shard.next_due(), Timestamp{std::numeric_limits<std::int64_t>::max()});
  const Timestamp last{std::numeric_limits<std::int64_t>::max()};
  const SignallingEvent event = seen(1, 5, last);
  shard.count(std::span{&event, 1}, last);
  EXPECT_EQ(shard.counters().late, 1u);
  EXPECT_TRUE(shard.close(last).empty());
  EXPECT_EQ(shard.close_all().size(), 20u);
}

}  // namespace
}  // namespace celltally
