// Through the gate, with noise so narrow (sigma 0.1) that it is zero in all but one of 10^21 draws:
// what is left are the rules. Then with the noise as it is.

#include <gtest/gtest.h>

#include <cmath>
#include <string>
#include <vector>

#include "disclose/window_gate.hpp"
#include "noise/randomness_failed.hpp"
#include "noise/seeded_random.hpp"
#include "tests/disclose/day_builder.hpp"

namespace celltally {
namespace {

using test::cell;
using test::hour;
using Rows = std::vector<std::string>;

constexpr Noise kNone{NoiseShape::gaussian, {1}};

class Broken final : public RandomSource {
 public:
  void fill(std::span<std::byte>) override { throw RandomnessFailed("none left"); }
};

// Thresholds as they are, without noise. A rest of some places is told from 21 on.
NoiseRules quiet() {
  NoiseRules rules = NoiseRules::from({});
  for (auto& family : rules.families) {
    if (family) family->noise = kNone;
  }
  return rules;
}

ClosedWindow window(Statistic statistic, int at, std::vector<Tally> tallies) {
  ClosedWindow closed;
  closed.statistic = statistic;
  closed.window = hour(at);
  closed.tallies = std::move(tallies);
  std::sort(closed.tallies.begin(), closed.tallies.end());
  return closed;
}

// People in the cells 1, 2, 3 ...
ClosedWindow presence(int at, const std::vector<std::uint64_t>& people) {
  std::vector<Tally> tallies;
  for (std::size_t i = 0; i < people.size(); ++i) {
    if (people[i] > 0) tallies.push_back({{.place = cell(i + 1)}, people[i], people[i]});
  }
  return window(Statistic::presence, at, std::move(tallies));
}

struct Where {
  std::string site;
  std::string zone;
};

// The cells 1, 2, 3 ... on these sites and in these zones; empty: on none, in none.
PlaceList placed(const std::vector<Where>& cells) {
  std::vector<std::string> sites;
  std::vector<std::string> zones;
  for (const Where& each : cells) {
    if (!each.site.empty()) sites.push_back(each.site);
    if (!each.zone.empty()) zones.push_back(each.zone);
  }
  PlaceList list;
  list.names = std::make_shared<const PlaceNames>(zones, sites);
  for (std::size_t i = 0; i < cells.size(); ++i) {
    CellSite one{.cell = cell(i + 1)};
    if (!cells[i].site.empty()) one.site = *list.names->site(cells[i].site);
    if (!cells[i].zone.empty()) one.zone = *list.names->zone(cells[i].zone);
    list.cells.push_back(one);
  }
  return list;
}

PlaceList cells(std::size_t number) {
  return placed(std::vector<Where>(number));
}

class Probe {
 public:
  explicit Probe(const PlaceList& list, NoiseRules rules = quiet())
      : gate_(std::move(rules), {}, random_) {
    gate_.use_list(0, list);
    draw();
  }

  // "ecgi:001-01-0000001 published 95 near".
  Rows rows(const ClosedWindow& exact) {
    Rows texts;
    const auto released = gate_.release(exact);
    draw();
    if (!released) return {"nothing"};
    for (const ReleasedCount& row : released->counts) {
      std::string text = test::line_of(row, *released->names);
      if (row.rest_of() > 0) text += " rest of " + std::to_string(row.rest_of());
      if (row.near_threshold()) text += " near";
      texts.push_back(text);
    }
    return texts;
  }

  std::vector<ReleasedCount> counts(const ClosedWindow& exact) {
    auto released = gate_.release(exact);
    draw();
    return released->counts;
  }

 private:
  void draw() {
    while (!gate_.draw_ahead()) {
    }
  }

  SeededRandom random_{1};
  WindowGate gate_;
};

TEST(NoiseRelease, ASeriesStartsFifteenAboveTheThresholdAndRunsDownToIt) {
  Probe probe{cells(1)};
  const std::string one = "ecgi:001-01-0000001 ";
  EXPECT_EQ(probe.rows(presence(8, {94})), Rows{one + "withheld"});
  EXPECT_EQ(probe.rows(presence(9, {95})), Rows{one + "published 95 near"});
  EXPECT_EQ(probe.rows(presence(10, {80})), Rows{one + "published 80 near"});
  EXPECT_EQ(probe.rows(presence(11, {79})), Rows{one + "withheld"});
  EXPECT_EQ(probe.rows(presence(12, {80})), Rows{one + "withheld"});
}

TEST(NoiseRelease, ANumberFortyAboveTheThresholdIsNoLongerNearIt) {
  Probe probe{cells(2)};
  EXPECT_EQ(probe.rows(presence(8, {119, 120})),
            (Rows{"ecgi:001-01-0000001 published 119 near", "ecgi:001-01-0000002 published 120"}));
}

TEST(NoiseRelease, WhatIsWithheldOfAZoneIsToldTogether) {
  Probe probe{placed({{"", "east"}, {"", "east"}, {"", "west"}, {"", "west"}, {"", "west"}})};
  EXPECT_EQ(probe.rows(presence(8, {10, 11, 200, 10, 10})),
            (Rows{"ecgi:001-01-0000001 withheld", "ecgi:001-01-0000002 withheld",
                  "ecgi:001-01-0000003 published 200", "ecgi:001-01-0000004 withheld",
                  "ecgi:001-01-0000005 withheld", "zone:east published 21 rest of 2 near"}));
}

TEST(NoiseRelease, CellsOfASiteAreToldTogetherBeforeTheRestOfTheZone) {
  Probe probe{placed(
      {{"church", "east"}, {"church", "east"}, {"mill", "east"}, {"mill", "east"}, {"", "east"}})};
  EXPECT_EQ(probe.rows(presence(8, {60, 70, 5, 6, 50})),
            (Rows{"ecgi:001-01-0000001 withheld", "ecgi:001-01-0000002 withheld",
                  "ecgi:001-01-0000003 withheld", "ecgi:001-01-0000004 withheld",
                  "ecgi:001-01-0000005 withheld", "site:church published 130 rest of 2",
                  "zone:east published 61 rest of 3"}));
}

// Or it would have two rests, and two rows that are about the same.
TEST(NoiseRelease, CellsOfASiteInTwoZonesAreToldInTheirZonesOnly) {
  Probe probe{placed(
      {{"mast", "east"}, {"mast", "east"}, {"mast", "west"}, {"mast", "west"}, {"mill", "west"}})};
  EXPECT_EQ(probe.rows(presence(8, {60, 70, 50, 60, 10})),
            (Rows{"ecgi:001-01-0000001 withheld", "ecgi:001-01-0000002 withheld",
                  "ecgi:001-01-0000003 withheld", "ecgi:001-01-0000004 withheld",
                  "ecgi:001-01-0000005 withheld", "zone:east published 130 rest of 2",
                  "zone:west published 120 rest of 3"}));
}

TEST(NoiseRelease, WhereOneCellIsWithheldTheSmallestPublishedOneGoesWithIt) {
  Probe probe{cells(3)};
  EXPECT_EQ(probe.rows(presence(8, {300, 10, 100})),
            (Rows{"ecgi:001-01-0000001 published 300", "ecgi:001-01-0000002 withheld",
                  "ecgi:001-01-0000003 withheld", "zone:none published 110 rest of 2"}));
}

TEST(NoiseRelease, ACellAloneInItsZoneIsInNoRest) {
  Probe probe{placed({{"", "east"}, {"", "west"}})};
  EXPECT_EQ(probe.rows(presence(8, {50, 300})),
            (Rows{"ecgi:001-01-0000001 withheld", "ecgi:001-01-0000002 published 300"}));
}

TEST(NoiseRelease, ASensitiveCellIsToldInItsZonesRestAloneNeverInItsSites) {
  NoiseRules rules = quiet();
  rules.sensitive = {cell(1)};
  Probe probe{placed({{"clinic", "east"}, {"clinic", "east"}, {"", "east"}}), rules};
  EXPECT_EQ(probe.rows(presence(8, {500, 10, 400})),
            (Rows{"ecgi:001-01-0000001 withheld", "ecgi:001-01-0000002 withheld",
                  "ecgi:001-01-0000003 published 400", "zone:east published 510 rest of 2"}));
}

TEST(NoiseRelease, AHardFloorAsksForThePeopleThemselves) {
  NoiseRules rules = quiet();
  rules.hard_floor = true;
  rules.families[static_cast<std::size_t>(Statistic::presence)]->threshold = 10;
  rules.start_above = 0;
  Probe probe{cells(3), rules};
  const Rows rows = probe.rows(presence(8, {19, 20, 15}));
  EXPECT_EQ(rows[0], "ecgi:001-01-0000001 withheld");
  EXPECT_EQ(rows[1], "ecgi:001-01-0000002 published 20 near");
}

TEST(NoiseRelease, ANetworkIsInSightOnceItsNoisyNumbersAddUp) {
  Probe probe{cells(3)};
  const Rows no_data{"ecgi:001-01-0000001 no_data", "ecgi:001-01-0000002 no_data",
                     "ecgi:001-01-0000003 no_data"};
  EXPECT_EQ(probe.rows(presence(8, {7, 7, 6})), no_data);
  const Rows rows = probe.rows(presence(9, {7, 7, 7}));
  EXPECT_EQ(rows[0], "ecgi:001-01-0000001 withheld");
  EXPECT_EQ(rows.back(), "zone:none published 21 rest of 3 near");
  EXPECT_EQ(probe.rows(presence(10, {}))[0], "ecgi:001-01-0000001 withheld") << "for good";
}

// Where no cell has a number, nothing else says that the network is there.
TEST(NoiseRelease, APlaceThatIsToldBringsTheProbeItsZoneAndItsOnlyNetworkInSight) {
  for (const CountLevel level : {CountLevel::site, CountLevel::zone}) {
    PlaceList list = placed({{"A", "Town"}, {"B", "Hill"}});
    list.level = level;
    Probe probe{list};
    const Place told = level == CountLevel::site ? list.cells[0].site : list.cells[0].zone;
    const ClosedWindow machines = window(Statistic::machines, 9, {});
    const ClosedWindow gaps = window(Statistic::quality, 9, {});
    EXPECT_EQ(probe.rows(machines)[0], "zone:Hill no_data");
    probe.rows(window(Statistic::presence, 8, {{{.place = told}, 100, 100}}));
    EXPECT_EQ(probe.rows(machines),
              (Rows{"zone:Hill withheld", "zone:Town withheld", "zone:none withheld"}));
    for (const std::string& row : probe.rows(gaps)) {
      EXPECT_EQ(row.find("no_data"), std::string::npos) << row;
    }
  }
}

TEST(NoiseRelease, AWindowInWhichNothingWasCapturedHasNoDataAndUsesNoNoise) {
  Probe probe{cells(1)};
  probe.rows(presence(8, {100}));
  ClosedWindow blind = presence(9, {});
  blind.captured = false;
  EXPECT_EQ(probe.rows(blind), Rows{"ecgi:001-01-0000001 no_data"});
}

TEST(NoiseRelease, ManyEventsOfOnePersonAreOnePerson) {
  Probe probe{cells(1)};
  EXPECT_EQ(probe.rows(window(Statistic::presence, 8, {{{.place = cell(1)}, 500, 10}}))[0],
            "ecgi:001-01-0000001 no_data");
}

TEST(NoiseRelease, OfPairsOnlyPublishedRowsLeaveInOrder) {
  const PlaceList list = placed({{"", "a"}, {"", "b"}, {"", "c"}});
  const Place a = *list.names->zone("a");
  const Place b = *list.names->zone("b");
  const Place c = *list.names->zone("c");
  Probe probe{list};
  EXPECT_EQ(probe.rows(window(Statistic::flows, 8,
                              {{{.place = b, .other = a}, 100, 100},
                               {{.place = a, .other = c}, 90, 90},
                               {{.place = a, .other = b}, 79, 79},
                               {{.place = c, .other = a}, 3, 3}})),
            (Rows{"zone:a zone:c published 90 near", "zone:b zone:a published 100 near"}));
  EXPECT_EQ(probe.rows(window(Statistic::origin, 8,
                              {{{.place = b, .other = a}, 100, 100}, {{.place = b}, 150, 150}})),
            (Rows{"zone:b unknown published 150", "zone:b zone:a published 100"}));
  EXPECT_EQ(probe.rows(window(Statistic::roamers, 8,
                              {{{.place = b, .detail = Detail::of_country(208)}, 75, 75}})),
            Rows{"zone:b 208 published 75 near"});
}

TEST(NoiseRelease, WithoutRandomnessNothingIsReleased) {
  Broken random;
  WindowGate gate{NoiseRules::from({}), {}, random};
  gate.use_list(0, cells(1));
  gate.draw_ahead();
  EXPECT_FALSE(gate.release(presence(8, {1000})));
}

TEST(NoiseRelease, WithoutNoiseDrawnAheadNothingIsReleased) {
  SeededRandom random{1};
  WindowGate gate{NoiseRules::from({}), {}, random};
  gate.use_list(0, cells(1));
  EXPECT_FALSE(gate.release(presence(8, {1000})));
  gate.draw_ahead();
  EXPECT_TRUE(gate.release(presence(9, {1000})));
}

TEST(NoiseRelease, AStatisticWithoutRulesIsNotReleased) {
  SeededRandom random{1};
  const WindowGate gate{NoiseRules::from({}), {}, random};
  EXPECT_FALSE(gate.releases(Statistic::events));
  EXPECT_TRUE(gate.releases(Statistic::presence));
}

// Every number has noise of its own, of its statistic's width, and says so.
TEST(NoiseRelease, NumbersAreOffByWhatTheySay) {
  constexpr std::size_t kCells = 20'000;
  Probe probe{cells(kCells), NoiseRules::from({})};
  const std::vector<ReleasedCount> rows =
      probe.counts(presence(8, std::vector<std::uint64_t>(kCells, 1000)));
  ASSERT_EQ(rows.size(), kCells);
  double squares = 0;
  double sum = 0;
  for (const ReleasedCount& row : rows) {
    EXPECT_EQ(row.sigma_tenths(), 180U);
    const double off = static_cast<double>(row.value().value()) - 1000;
    squares += off * off;
    sum += off;
  }
  EXPECT_NEAR(std::sqrt(squares / kCells), 18, 18 * 4 / std::sqrt(2.0 * kCells));
  EXPECT_NEAR(sum / kCells, 0, 18 * 4 / std::sqrt(1.0 * kCells));
}

// Numbers near the threshold are published when noise makes them too high; the rest of the zone
// takes the others, so that the total is right.
TEST(NoiseRelease, TotalsOfPublishedRowsAndRestsAreRight) {
  constexpr std::size_t kCells = 4000;
  Probe probe{cells(kCells), NoiseRules::from({})};
  std::vector<std::uint64_t> people;
  double truth = 0;
  for (std::size_t i = 0; i < kCells; ++i) {
    people.push_back(i % 200);
    truth += static_cast<double>(people.back());
  }
  double total = 0;
  double published = 0;
  double squared_sigma = 0;
  for (const ReleasedCount& row : probe.counts(presence(8, people))) {
    if (!row.value()) continue;
    total += static_cast<double>(*row.value());
    if (row.rest_of() == 0) published += static_cast<double>(*row.value());
    squared_sigma += std::pow(row.sigma_tenths() / 10.0, 2);
  }
  EXPECT_NEAR(std::sqrt(squared_sigma), 18 * std::sqrt(1.0 * kCells), 1);
  EXPECT_NEAR(total, truth, 4 * 18 * std::sqrt(1.0 * kCells));
  EXPECT_LT(published, truth * 0.95);
}

}  // namespace
}  // namespace celltally
