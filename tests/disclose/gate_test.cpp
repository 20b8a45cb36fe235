#include "disclose/gate.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>
#include <string>

namespace celltally {
namespace {

constexpr Plmn kTestNetwork{0x00f110};  // 001-01
constexpr Window kHour{Timestamp::from_seconds(1'767'225'600),
                       Timestamp::from_seconds(1'767'229'200)};

Place cell(std::uint64_t eci) {
  return Place{PlaceKind::ecgi, kTestNetwork, eci};
}

ClosedWindow window_of(Statistic statistic, std::vector<PlaceTally> tallies) {
  ClosedWindow window;
  window.statistic = statistic;
  window.window = kHour;
  window.tallies = std::move(tallies);
  for (const PlaceTally& tally : window.tallies) {
    if (window.cells_seen.empty() || window.cells_seen.back() != tally.place) {
      window.cells_seen.push_back(tally.place);
    }
  }
  return window;
}

// One row as text: "events ecgi:001-01-0000001 attach published 20".
std::string line(const ReleasedCount& row) {
  std::string text{to_text(row.statistic())};
  text += ' ' + to_text(row.place());
  if (row.kind() != EventKind::none) text.append(" ").append(to_text(row.kind()));
  text.append(" ").append(to_text(row.state()));
  if (row.value()) text += ' ' + std::to_string(*row.value());
  return text;
}

std::vector<std::string> lines(const std::vector<ReleasedCount>& rows) {
  std::vector<std::string> texts;
  for (const ReleasedCount& row : rows) texts.push_back(line(row));
  return texts;
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
    auto window =
        window_of(Statistic::events, {{cell(1), EventKind::attach, test.value, test.people}});
    window.kinds_seen = {EventKind::attach};
    const auto rows = Gate{{}, {}}.release(window);
    EXPECT_EQ(lines(rows), std::vector<std::string>{test.row});
    EXPECT_EQ(rows.front().window(), kHour);
  }
}

TEST(Gate, FollowsTheRulesThatItIsGiven) {
  for (std::uint64_t k = 1; k <= 40; ++k) {
    for (std::uint64_t people = 1; people <= 42; ++people) {
      const Gate gate{{.people_min = k, .rounding = 1}, {}};
      const auto rows = gate.release(
          window_of(Statistic::presence, {{.place = cell(1), .value = people, .people = people}}));
      EXPECT_EQ(rows.front().value().has_value(), people >= k) << people << " people, k " << k;
    }
  }
}

TEST(Gate, RoundsToTheNearestMultipleWithHalvesUpwards) {
  constexpr auto kMost = std::numeric_limits<std::uint64_t>::max();
  struct Case {
    std::uint64_t value;
    std::uint64_t step;
    std::uint64_t published;
  };
  const Case kCases[] = {{22, 5, 20},       {23, 5, 25},           {25, 10, 30},
                         {24, 10, 20},      {37, 1, 37},           {40, 50, 50},
                         {kMost, 5, kMost}, {kMost - 1, 5, kMost}, {kMost, 10, kMost - 5}};
  for (const Case& test : kCases) {
    const Gate gate{{.people_min = 20, .rounding = test.step}, {}};
    const auto rows = gate.release(
        window_of(Statistic::presence, {{.place = cell(1), .value = test.value, .people = 30}}));
    EXPECT_EQ(rows.front().value(), test.published) << test.value << " by " << test.step;
  }
}

TEST(Gate, SaysNoDataForCellsThatWereNeverSeen) {
  auto window = window_of(Statistic::presence, {{.place = cell(1), .value = 50, .people = 50}});
  window.cells_seen.push_back(cell(3));  // earlier in the epoch
  const Gate gate{{}, {cell(2), cell(1), cell(2), Place{}}};
  EXPECT_EQ(lines(gate.release(window)),
            (std::vector<std::string>{"presence ecgi:001-01-0000001 published 50",
                                      "presence ecgi:001-01-0000002 no_data",
                                      "presence ecgi:001-01-0000003 withheld"}));
}

TEST(Gate, SaysNoDataForEverythingWhenNothingWasCaptured) {
  auto window = window_of(Statistic::presence, {{.place = cell(1), .value = 50, .people = 50}});
  window.captured = false;
  EXPECT_EQ(lines(Gate({}, {cell(2)}).release(window)),
            (std::vector<std::string>{"presence ecgi:001-01-0000001 no_data",
                                      "presence ecgi:001-01-0000002 no_data"}));
}

TEST(Gate, GivesEveryCellEveryKindSeenInTheEpoch) {
  auto window = window_of(Statistic::events, {{cell(1), EventKind::handover, 60, 30},
                                              {cell(1), EventKind::idle, 60, 3}});
  window.cells_seen = {cell(1), cell(2)};
  window.kinds_seen = {EventKind::attach, EventKind::handover, EventKind::idle};
  EXPECT_EQ(lines(Gate({}, {cell(9)}).release(window)),
            (std::vector<std::string>{
                "events ecgi:001-01-0000001 attach withheld",
                "events ecgi:001-01-0000001 handover published 60",
                "events ecgi:001-01-0000001 idle withheld",
                "events ecgi:001-01-0000002 attach withheld",
                "events ecgi:001-01-0000002 handover withheld",
                "events ecgi:001-01-0000002 idle withheld",
                "events ecgi:001-01-0000009 attach no_data",
                "events ecgi:001-01-0000009 handover no_data",
                "events ecgi:001-01-0000009 idle no_data",
            }));
}

TEST(Gate, SortsByTheTextOfPlaceAndKind) {
  // In the order of their keys, which is not that of their texts.
  const std::vector<Place> places{Place{PlaceKind::cgi, kTestNetwork, 0x0303'0404},
                                  Place{PlaceKind::sai, kTestNetwork, 0x0303'0404}, cell(0xabcdef),
                                  Place{PlaceKind::enb, kTestNetwork, 0x12345},
                                  Place::wifi(0x02005e102030)};
  auto window = window_of(Statistic::events, {});
  window.cells_seen = places;
  window.kinds_seen = {EventKind::attach, EventKind::area_update, EventKind::service_request,
                       EventKind::session_new, EventKind::detach};
  std::sort(window.cells_seen.begin(), window.cells_seen.end());
  const auto texts = lines(Gate{{}, {}}.release(window));
  EXPECT_EQ(texts.size(), 25u);
  EXPECT_TRUE(std::is_sorted(texts.begin(), texts.end()));
}

TEST(Gate, GivesNoRowsForNothing) {
  EXPECT_TRUE(Gate({}, {}).release(window_of(Statistic::visitors, {})).empty());
}

TEST(ReleaseState, HasTheWordsOfTheContract) {
  EXPECT_EQ(to_text(ReleaseState::published), "published");
  EXPECT_EQ(to_text(ReleaseState::withheld), "withheld");
  EXPECT_EQ(to_text(ReleaseState::no_data), "no_data");
}

}  // namespace
}  // namespace celltally
