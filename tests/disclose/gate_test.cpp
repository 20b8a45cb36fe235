#include "disclose/gate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

#include "tests/disclose/day_builder.hpp"

namespace celltally {
namespace {

using test::cell;
using test::DayBuilder;
using test::hour;
using test::kTestNetwork;

// Of one statistic.
std::vector<std::string> lines(const std::vector<ReleasedCount>& rows, Statistic statistic) {
  std::vector<std::string> texts;
  for (const ReleasedCount& row : rows) {
    if (row.statistic() == statistic)
      texts.push_back(std::string{to_text(statistic)} + " " + test::line_of(row));
  }
  return texts;
}

ClosedDay presence_of(std::uint64_t people) {
  return DayBuilder{}
      .window(Statistic::presence, 8,
              {{.key = {.place = cell(1)}, .value = people, .people = people}})
      .build();
}

TEST(Gate, PublishesFromTheThresholdOnAndNeverBelowIt) {
  struct Case {
    const char* name;
    std::uint64_t value;
    std::uint64_t people;
    const char* row;
  };
  const Case kCases[] = {
      {"nobody", 0, 0, "events ecgi:001-01-0000001 attach withheld"},
      {"one person", 1, 1, "events ecgi:001-01-0000001 attach withheld"},
      {"one fewer than k", 19, 19, "events ecgi:001-01-0000001 attach withheld"},
      {"k", 20, 20, "events ecgi:001-01-0000001 attach published 20"},
      {"one more than k", 21, 21, "events ecgi:001-01-0000001 attach published 20"},
      {"many events of few people", 100'000, 19, "events ecgi:001-01-0000001 attach withheld"},
      {"events of machines", 500, 0, "events ecgi:001-01-0000001 attach withheld"},
      {"more events than people", 131, 23, "events ecgi:001-01-0000001 attach published 130"},
  };
  for (const Case& test : kCases) {
    SCOPED_TRACE(test.name);
    // The kind is published elsewhere.
    const ClosedDay day =
        DayBuilder{}
            .window(Statistic::events, 8,
                    {{{cell(1), {}, Detail::of(EventKind::attach)}, test.value, test.people},
                     {{cell(2), {}, Detail::of(EventKind::attach)}, 40, 40}})
            .build();
    const auto rows = Gate{{}, {}}.release(day);
    EXPECT_EQ(lines(rows, Statistic::events).front(), test.row);
    EXPECT_EQ(rows.front().window(), hour(8));
  }
}

// With each threshold that may be asked for: nothing below it, neither people nor number; and no
// published number tells the exact one.
TEST(Gate, PublishesNoNumberThatFewerThanThreeExactOnesHave) {
  for (std::uint64_t k = 5; k <= 60; k += 5) {
    const Gate gate{{.people_min = k}, {}};
    std::map<std::uint64_t, int> exact_ones;  // by published number
    for (std::uint64_t people = 1; people <= 202; ++people) {
      const auto value = gate.release(presence_of(people)).front().value();
      ASSERT_EQ(value.has_value(), people >= k) << people << " people, k " << k;
      if (!value) continue;
      EXPECT_GE(*value, k);
      EXPECT_LE(*value, people + 2);
      EXPECT_GE(*value + 2, people);
      ++exact_ones[*value];
    }
    for (const auto& [value, ones] : exact_ones) {
      EXPECT_EQ(ones, value == k ? 3 : 5) << value << ", k " << k;
    }
  }
}

TEST(Gate, HasARowForEachHourWhereverAndWheneverACellWasSeen) {
  const ClosedDay day = DayBuilder{}
                            .window(Statistic::presence, 8, {{{.place = cell(1)}, 50, 50}})
                            .window(Statistic::presence, 9, {{{.place = cell(3)}, 1, 1}})
                            .build();
  const Gate gate{{}, test::list_of({cell(2), cell(1), cell(2), Place{}})};
  EXPECT_EQ(
      lines(gate.release(day), Statistic::presence),
      (std::vector<std::string>{
          "presence ecgi:001-01-0000001 published 50", "presence ecgi:001-01-0000002 withheld",
          "presence ecgi:001-01-0000003 withheld", "presence ecgi:001-01-0000001 withheld",
          "presence ecgi:001-01-0000002 withheld", "presence ecgi:001-01-0000003 withheld"}));
}

TEST(Gate, SaysTheSameOfACellWithOnePersonAndOfOneWithNobody) {
  const Gate gate{{}, test::list_of({cell(1), cell(2)})};
  const auto rows_with = [&](std::vector<Tally> tallies) {
    tallies.push_back({{cell(1), {}, Detail::of(EventKind::attach)}, 50, 50});
    std::vector<std::string> all;
    for (const auto& row :
         gate.release(DayBuilder{}
                          .window(Statistic::events, 8,
                                  {{{cell(1), {}, Detail::of(EventKind::attach)}, 30, 30}})
                          .window(Statistic::events, 9, tallies)
                          .build())) {
      all.push_back(std::string{to_text(row.statistic())} + " " + test::line_of(row));
    }
    return all;
  };
  const auto without = rows_with({});
  EXPECT_EQ(without.size(), 10u);  // of events 4, of visitors 6
  EXPECT_EQ(rows_with({{{cell(2), {}, Detail::of(EventKind::attach)}, 1, 1}}), without);
  EXPECT_EQ(rows_with({{{cell(2), {}, Detail::of(EventKind::detach)}, 3, 1}}), without)
      << "a kind of its own";
  EXPECT_EQ(rows_with({{{cell(1), {}, Detail::of(EventKind::suspend)}, 19, 19}}), without);
  EXPECT_NE(rows_with({{{cell(1), {}, Detail::of(EventKind::suspend)}, 20, 20}}), without);
}

// The codes of details are another statistic's, too.
TEST(Gate, TakesNoWordOfAnotherStatisticForAKind) {
  const auto day =
      DayBuilder{}
          .window(Statistic::dwell, 8, {{{cell(1), {}, Detail::of(DwellClass::m30_60)}, 50, 50}})
          .window(Statistic::events, 8, {test::events_of(cell(1), EventKind::attach, 30, 30)})
          .build();
  EXPECT_EQ(lines(Gate{{}, {}}.release(day), Statistic::events),
            std::vector<std::string>{"events ecgi:001-01-0000001 attach published 30"});
}

TEST(Gate, SaysNoDataForCellsOfNetworksAndRadiosThatWereNotInSight) {
  const Place other_network{PlaceKind::ecgi, Plmn{0x00f120}, 1};
  const Place other_radio{PlaceKind::cgi, kTestNetwork, 0x0303'0404};
  const Gate gate{{}, test::list_of({cell(2), other_network, other_radio})};
  EXPECT_EQ(
      lines(gate.release(DayBuilder{}.window(Statistic::presence, 8, {}).seen(cell(1)).build()),
            Statistic::presence),
      (std::vector<std::string>{
          "presence cgi:001-01-0303-0404 no_data", "presence ecgi:001-01-0000001 withheld",
          "presence ecgi:001-01-0000002 withheld", "presence ecgi:001-02-0000001 no_data"}));
}

TEST(Gate, SaysNoDataForEverythingWhenNothingWasCaptured) {
  const ClosedDay day =
      DayBuilder{}.window(Statistic::presence, 8, {{{.place = cell(1)}, 50, 50}}, false).build();
  EXPECT_EQ(lines(Gate({}, test::list_of({cell(2)})).release(day), Statistic::presence),
            (std::vector<std::string>{"presence ecgi:001-01-0000001 no_data",
                                      "presence ecgi:001-01-0000002 no_data"}));
}

TEST(Gate, GivesEveryCellEveryKindThatIsPublishedThatDay) {
  const ClosedDay day =
      DayBuilder{}
          .window(Statistic::events, 7, {{{cell(2), {}, Detail::of(EventKind::idle)}, 60, 20}})
          .window(Statistic::events, 8,
                  {{{cell(1), {}, Detail::of(EventKind::handover)}, 60, 30},
                   {{cell(1), {}, Detail::of(EventKind::detach)}, 60, 3},
                   {{cell(1), {}, Detail::of(EventKind::paging)}, 600, 0}})
          .build();
  EXPECT_EQ(lines(Gate({}, {}).release(day), Statistic::events),
            (std::vector<std::string>{
                "events ecgi:001-01-0000001 handover withheld",
                "events ecgi:001-01-0000001 idle withheld",
                "events ecgi:001-01-0000002 handover withheld",
                "events ecgi:001-01-0000002 idle published 60",
                "events ecgi:001-01-0000001 handover published 60",
                "events ecgi:001-01-0000001 idle withheld",
                "events ecgi:001-01-0000002 handover withheld",
                "events ecgi:001-01-0000002 idle withheld",
            }));
}

TEST(Gate, SortsByTheTextOfPlaceAndKind) {
  DayBuilder day;
  day.window(Statistic::events, 8,
             {{{cell(1), {}, Detail::of(EventKind::attach)}, 20, 20},
              {{cell(1), {}, Detail::of(EventKind::area_update)}, 20, 20},
              {{cell(1), {}, Detail::of(EventKind::service_request)}, 20, 20},
              {{cell(1), {}, Detail::of(EventKind::session_new)}, 20, 20},
              {{cell(1), {}, Detail::of(EventKind::detach)}, 20, 20}});
  // In the order of their keys, which is not that of their texts.
  day.seen(Place{PlaceKind::cgi, kTestNetwork, 0x0303'0404})
      .seen(Place{PlaceKind::sai, kTestNetwork, 0x0303'0404})
      .seen(Place{PlaceKind::enb, kTestNetwork, 0x12345})
      .seen(Place::wifi(0x02005e102030));
  const auto texts = lines(Gate{{}, {}}.release(day.build()), Statistic::events);
  EXPECT_EQ(texts.size(), 25u);
  EXPECT_TRUE(std::is_sorted(texts.begin(), texts.end()));
}

TEST(Gate, GivesNoRowsForNothing) {
  EXPECT_TRUE(Gate({}, {}).release(DayBuilder{}.build()).empty());
}

TEST(ReleaseRules, AreConsistentWhenTheThresholdIsAMultipleOfTheRounding) {
  EXPECT_TRUE(ReleaseRules{}.consistent());
  EXPECT_TRUE((ReleaseRules{.people_min = 7, .rounding = 1}.consistent()));
  EXPECT_FALSE((ReleaseRules{.people_min = 22, .rounding = 5}.consistent()));
  EXPECT_FALSE((ReleaseRules{.people_min = 0, .rounding = 5}.consistent()));
  EXPECT_FALSE((ReleaseRules{.people_min = 20, .rounding = 0}.consistent()));
}

TEST(ReleaseState, HasTheWordsOfTheContract) {
  EXPECT_EQ(to_text(ReleaseState::published), "published");
  EXPECT_EQ(to_text(ReleaseState::withheld), "withheld");
  EXPECT_EQ(to_text(ReleaseState::no_data), "no_data");
}

}  // namespace
}  // namespace celltally
