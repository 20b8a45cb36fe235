#include "disclose/window_gate.hpp"

#include <gtest/gtest.h>

#include <string>

#include "tests/disclose/day_builder.hpp"

namespace celltally {
namespace {

using test::cell;
using test::hour;

ClosedWindow window(Statistic statistic, int at, std::vector<Tally> tallies) {
  ClosedWindow closed;
  closed.statistic = statistic;
  closed.window = hour(at);
  closed.tallies = std::move(tallies);
  return closed;
}

ClosedWindow presence(int at, std::vector<std::uint64_t> people) {
  std::vector<Tally> tallies;
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (people[i] == 0) continue;
    tallies.push_back({.key = {.place = cell(static_cast<unsigned>(i + 1))},
                       .value = people[i],
                       .people = people[i]});
  }
  return window(Statistic::presence, at, std::move(tallies));
}

std::vector<std::string> rows(WindowGate& gate, const ClosedWindow& exact) {
  std::vector<std::string> texts;
  const ReleasedRows released = gate.release(exact).value();
  for (const ReleasedCount& row : released.counts) {
    texts.push_back(test::line_of(row, *released.names));
  }
  return texts;
}

WindowGate gate_of(const std::vector<Place>& cells, const std::vector<EventKind>& kinds) {
  std::vector<Detail> events;
  for (const EventKind kind : kinds) events.push_back(Detail::of(kind));
  WindowGate gate{{}, std::move(events)};
  gate.use_list(0, test::list_of(cells));
  return gate;
}

using Rows = std::vector<std::string>;

TEST(WindowGate, HasTheRowsOfTheListWhateverWasSeen) {
  WindowGate gate = gate_of({cell(2), cell(1)}, {EventKind::detach, EventKind::attach});
  EXPECT_EQ(rows(gate, presence(8, {23, 19, 40})),
            (Rows{"ecgi:001-01-0000001 published 25", "ecgi:001-01-0000002 withheld"}));
  EXPECT_EQ(rows(gate, window(Statistic::events, 8,
                              {{{cell(2), {}, Detail::of(EventKind::paging)}, 99, 99}})),
            (Rows{"ecgi:001-01-0000001 attach withheld", "ecgi:001-01-0000001 detach withheld",
                  "ecgi:001-01-0000002 attach withheld", "ecgi:001-01-0000002 detach withheld"}));
}

TEST(WindowGate, TellsOfNoSightBeforeEnoughPeopleWereSeenAtOnce) {
  WindowGate gate = gate_of({cell(1), cell(2)}, {EventKind::attach});
  const Rows no_data{"ecgi:001-01-0000001 no_data", "ecgi:001-01-0000002 no_data"};
  EXPECT_EQ(rows(gate, presence(8, {})), no_data);
  EXPECT_EQ(rows(gate, presence(9, {10, 9})), no_data);
  // Twenty people in two rows of events may be ten.
  EXPECT_EQ(rows(gate, window(Statistic::events, 10,
                              {{{cell(1), {}, Detail::of(EventKind::attach)}, 90, 19},
                               {{cell(2), {}, Detail::of(EventKind::attach)}, 90, 19}})),
            (Rows{"ecgi:001-01-0000001 attach no_data", "ecgi:001-01-0000002 attach no_data"}));
  const Rows withheld{"ecgi:001-01-0000001 withheld", "ecgi:001-01-0000002 withheld"};
  EXPECT_EQ(rows(gate, presence(10, {10, 10})), withheld);
  EXPECT_EQ(rows(gate, presence(11, {})), withheld) << "for good";
}

TEST(WindowGate, TellsOfNoDataWhereNothingWasCaptured) {
  WindowGate gate = gate_of({cell(1)}, {EventKind::attach});
  EXPECT_EQ(rows(gate, presence(8, {20})), Rows{"ecgi:001-01-0000001 published 20"});
  ClosedWindow blind = presence(9, {});
  blind.captured = false;
  EXPECT_EQ(rows(gate, blind), Rows{"ecgi:001-01-0000001 no_data"});
}

TEST(WindowGate, TakesANewListAndKeepsWhatItHasInSight) {
  WindowGate gate = gate_of({cell(1)}, {EventKind::attach});
  const ClosedWindow eight = presence(8, {20, 0, 30});
  EXPECT_EQ(rows(gate, eight), Rows{"ecgi:001-01-0000001 published 20"});
  ClosedWindow day = window(Statistic::visitors, 8, {});
  for (const std::uint64_t eci : {1u, 2u, 3u}) day.cells_seen.push_back({.cell = cell(eci)});
  EXPECT_EQ(gate.unlisted(day), 2u);
  gate.use_list(0, test::list_of({cell(3), cell(2)}));
  EXPECT_EQ(gate.unlisted(day), 1u);
  EXPECT_EQ(rows(gate, presence(9, {20, 0, 30})),
            (Rows{"ecgi:001-01-0000002 withheld", "ecgi:001-01-0000003 published 30"}));
}

TEST(WindowGate, HasTheRowsOfTheListThatAWindowWasCountedByUntilItsDayIsOver) {
  WindowGate gate = gate_of({cell(1)}, {});
  const auto of_edition = [](ClosedWindow closed, std::uint32_t edition) {
    closed.edition = edition;
    return closed;
  };
  gate.use_list(7, test::list_of({cell(2)}));
  gate.use_list(8, test::list_of({cell(3)}));
  EXPECT_EQ(rows(gate, presence(8, {20, 20, 20})), Rows{"ecgi:001-01-0000001 published 20"});
  EXPECT_EQ(rows(gate, window(Statistic::visitors, 8, {})).size(), 3u);
  // The last windows of the day before may come after the first one of the new day.
  EXPECT_EQ(rows(gate, of_edition(presence(9, {}), 8)), Rows{"ecgi:001-01-0000003 withheld"});
  EXPECT_EQ(rows(gate, presence(9, {20})), Rows{"ecgi:001-01-0000001 published 20"});
  EXPECT_EQ(gate.lists(), 3u);
  EXPECT_EQ(rows(gate, of_edition(window(Statistic::visitors, 9, {}), 8)).size(), 3u);
  EXPECT_EQ(gate.lists(), 1u);
}

TEST(WindowGate, HasInSightInANewListWhatItHadInTheOld) {
  WindowGate gate = gate_of({cell(1)}, {});
  gate.use_list(1, test::list_of({cell(2)}));
  EXPECT_EQ(rows(gate, presence(8, {20})), Rows{"ecgi:001-01-0000001 published 20"});
  ClosedWindow next = presence(9, {});
  next.edition = 1;
  EXPECT_EQ(rows(gate, next), Rows{"ecgi:001-01-0000002 withheld"});
  gate.use_list(2, test::list_of({cell(3)}));
  next.edition = 2;
  EXPECT_EQ(rows(gate, next), Rows{"ecgi:001-01-0000003 withheld"});
}

}  // namespace
}  // namespace celltally
