// The statistics of days that are made by hand.

#include "aggregate/day_count.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "tests/aggregate/hand_made_day.hpp"

namespace celltally {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::UnorderedElementsAre;

using test::arriving;
using test::kHour;
using test::kMinute;
using test::leaving;
using test::visit;

constexpr Timestamp kNoon = Timestamp::from_seconds(1'768'478'400);  // 2026-01-15

class ADay : public ::testing::Test {
 protected:
  ADay() = default;
  explicit ADay(CountLevel level) : count_(parts_, level, cells_) {}

  void count(const std::vector<Visit>& visits, PersonDay person = {}) {
    person.visits = visits;
    count_.add(person);
  }

  // Lines of a statistic; of flows and segments behind the part of the day.
  std::vector<std::string> rows(Statistic statistic) const {
    std::vector<std::string> lines;
    for (const ClosedWindow& closed : count_.windows()) {
      if (closed.statistic != statistic) continue;
      for (const Tally& tally : closed.tallies) {
        EXPECT_EQ(tally.people, tally.value);
        const std::string part = closed.window == parts_.day() ? "" : clock_of(closed.window) + " ";
        lines.push_back(part + test::text(statistic, tally));
      }
    }
    return lines;
  }

  // "06-10"
  std::string clock_of(Window window) const {
    const auto hour = [&](Timestamp at) {
      const std::int64_t since = (at.seconds() - parts_.day().from.seconds()) / kHour;
      const std::string text = std::to_string((since + 4) % 24);
      return text.size() < 2 ? "0" + text : text;
    };
    return hour(window.from) + "-" + hour(window.to);
  }

  Calendar calendar_ = Calendar::in_zone("UTC").value();
  DayParts parts_{calendar_, kNoon};
  std::vector<CellSite> cells_ = test::hand_made_cells();
  DayCount count_{parts_, CountLevel::cell, cells_};
};

class ADayOfSites : public ADay {
 protected:
  ADayOfSites() : ADay(CountLevel::site) {}
};

class ADayOfZones : public ADay {
 protected:
  ADayOfZones() : ADay(CountLevel::zone) {}
};

TEST_F(ADay, HasWindowsInTheOrderOfStatisticsAndTime) {
  std::vector<std::string> names;
  for (const ClosedWindow& closed : count_.windows()) {
    const bool whole = closed.window == parts_.day();
    names.push_back(std::string{to_text(closed.statistic)} +
                    (whole ? "" : " " + clock_of(closed.window)));
  }
  EXPECT_THAT(names, ElementsAre("dwell", "flows 04-06", "flows 06-10", "flows 10-16",
                                 "flows 16-20", "flows 20-00", "flows 00-04", "origin", "quality",
                                 "roamers", "segments 04-06", "segments 06-10", "segments 10-16",
                                 "segments 16-20", "segments 20-00", "segments 00-04", "visitors"));
}

TEST_F(ADay, HasNoWindowOfAPartThatTheClocksJumpedOver) {
  // In Apia the 30th of December 2011 was skipped: the day before had 20 hours, the one after 4.
  const Calendar apia = Calendar::in_zone("Pacific/Apia").value();
  for (const auto& [at_s, windows] : {std::pair{1'325'239'199, 15u}, {1'325'239'200, 7u}}) {
    const DayCount count(DayParts(apia, Timestamp::from_seconds(at_s)), CountLevel::cell, cells_);
    EXPECT_EQ(count.windows().size(), windows);
    for (const ClosedWindow& closed : count.windows()) {
      EXPECT_LT(closed.window.from, closed.window.to);
    }
  }
}

TEST_F(ADay, AVisitorStaysTenMinutesAndIsAResidentWhereTheNightWas) {
  count({leaving(visit(0, 0, 2 * kHour)),
         leaving(arriving(visit(3, 3 * kHour, 3 * kHour + 10 * kMinute))),
         leaving(arriving(visit(6, 4 * kHour, 4 * kHour + 10 * kMinute - 1))),
         arriving(visit(1, 5 * kHour, 6 * kHour))});
  EXPECT_THAT(rows(Statistic::visitors),
              ElementsAre("cell 0 resident 1", "cell 1 resident 1", "cell 3 visitor 1"));
}

TEST_F(ADay, OfANightElsewhereNothingIsKnown) {
  count({arriving(visit(0, kHour + 1, 2 * kHour))});  // a second less than an hour before six
  EXPECT_THAT(rows(Statistic::visitors), ElementsAre("cell 0 unknown 1"));
  EXPECT_THAT(rows(Statistic::origin), ElementsAre("zone 1 unknown 1"));
}

TEST_F(ADay, AnHourBeforeSixIsANight) {
  count({leaving(arriving(visit(0, kHour, 2 * kHour))), arriving(visit(3, 3 * kHour, 4 * kHour))});
  EXPECT_THAT(rows(Statistic::visitors), ElementsAre("cell 0 resident 1", "cell 3 visitor 1"));
  EXPECT_THAT(rows(Statistic::origin), ElementsAre("zone 2 zone 1 1"));
}

TEST_F(ADay, TheNightIsInTheZoneWithMostTimeAndInTheSmallerOfTwo) {
  // 20 + 41 minutes in zone 3 against 59 in zone 1; all but a few seconds of the ways.
  count({leaving(visit(6, 0, 20 * kMinute)),
         leaving(arriving(visit(0, 20 * kMinute + 5, 79 * kMinute))),
         arriving(visit(7, 79 * kMinute, 3 * kHour))});
  EXPECT_THAT(rows(Statistic::visitors),
              ElementsAre("cell 0 visitor 1", "cell 6 resident 1", "cell 7 resident 1"));
  count({leaving(visit(3, 0, kHour)), arriving(visit(1, kHour, 4 * kHour))});
  EXPECT_THAT(rows(Statistic::origin), ElementsAre("zone 1 zone 3 1", "zone 2 zone 1 1"));
}

TEST_F(ADay, InNoZoneNobodyIsAResident) {
  count({leaving(visit(9, 0, 3 * kHour)), leaving(arriving(visit(0, 4 * kHour, 5 * kHour))),
         arriving(visit(10, 6 * kHour, 7 * kHour))});
  EXPECT_THAT(rows(Statistic::visitors),
              ElementsAre("cell 0 visitor 1", "cell 9 unknown 1", "cell 10 unknown 1"));
  EXPECT_THAT(rows(Statistic::origin), ElementsAre("zone 1 zone none 1"));
}

TEST_F(ADay, TheDwellClassIsThatOfTheLongestVisit) {
  count({leaving(visit(0, 0, 14 * kMinute)), leaving(arriving(visit(1, kHour, 2 * kHour))),
         leaving(arriving(visit(0, 3 * kHour, 3 * kHour + 15 * kMinute))),
         leaving(arriving(visit(2, 4 * kHour, 4 * kHour + 5 * kMinute - 1)))});
  EXPECT_THAT(rows(Statistic::dwell), ElementsAre("cell 0 15-30 1", "cell 1 60-120 1"));
}

TEST_F(ADay, DwellClassesBeginAtTheirMinute) {
  const struct {
    std::uint32_t seconds;
    const char* row;
  } cases[] = {{299, nullptr},
               {300, "5-15"},
               {899, "5-15"},
               {900, "15-30"},
               {1799, "15-30"},
               {1800, "30-60"},
               {3599, "30-60"},
               {3600, "60-120"},
               {2 * kHour - 1, "60-120"},
               {2 * kHour, "120-240"},
               {4 * kHour - 1, "120-240"},
               {4 * kHour, "240+"},
               {20 * kHour, "240+"}};
  for (const auto& one : cases) {
    SCOPED_TRACE(one.seconds);
    DayCount count(parts_, CountLevel::cell, cells_);
    const std::vector<Visit> visits{visit(0, kHour, kHour + one.seconds)};
    count.add({.visits = visits});
    const std::vector<Tally> tallies = count.windows().front().tallies;
    ASSERT_EQ(tallies.size(), one.row ? 1u : 0u);
    if (one.row == nullptr) continue;
    EXPECT_EQ(test::text(Statistic::dwell, tallies[0]), std::string{"cell 0 "} + one.row + " 1");
  }
}

TEST_F(ADay, AFlowIsBetweenTwoStaysInDifferentZonesOnceADayPart) {
  const std::uint32_t ten = 6 * kHour;  // 10:00
  count({leaving(visit(0, 0, ten - 1)), leaving(arriving(visit(3, ten, ten + kHour))),
         leaving(arriving(visit(0, ten + kHour, ten + 2 * kHour))),
         arriving(visit(3, ten + 2 * kHour, ten + 3 * kHour))});
  EXPECT_THAT(rows(Statistic::flows), ElementsAre("06-10 zone 1 zone 2 1", "10-16 zone 1 zone 2 1",
                                                  "10-16 zone 2 zone 1 1"));
}

TEST_F(ADay, AWayWithinAZoneIsNoFlow) {
  count({visit(0, 0, kHour), visit(1, kHour + 1, 2 * kHour), visit(0, 2 * kHour + 1, 3 * kHour)});
  EXPECT_THAT(rows(Statistic::flows), IsEmpty());
}

TEST_F(ADay, ShorterVisitsAreOnTheWay) {
  const std::uint32_t quarter = 15 * kMinute;
  count({leaving(visit(0, 0, quarter)), leaving(arriving(visit(3, kHour, kHour + quarter - 1))),
         arriving(visit(6, 2 * kHour, 2 * kHour + quarter))});
  EXPECT_THAT(rows(Statistic::flows), ElementsAre("04-06 zone 1 zone 3 1"));
}

TEST_F(ADay, RoamersAreCountedByCountryInsteadOfOriginAndSegment) {
  count({leaving(visit(0, 0, 3 * kHour)), arriving(visit(3, 4 * kHour, 5 * kHour))},
        {.country = 208, .segment = PopulationSegment::of(2, false)});
  EXPECT_THAT(rows(Statistic::roamers), ElementsAre("zone 1 208 1", "zone 2 208 1"));
  EXPECT_THAT(rows(Statistic::origin), IsEmpty());
  EXPECT_THAT(rows(Statistic::segments), IsEmpty());
  EXPECT_THAT(rows(Statistic::visitors), ElementsAre("cell 0 resident 1", "cell 3 visitor 1"));
  EXPECT_THAT(rows(Statistic::flows), ElementsAre("06-10 zone 1 zone 2 1"));
  EXPECT_THAT(rows(Statistic::dwell), ElementsAre("cell 0 120-240 1", "cell 3 60-120 1"));
}

TEST_F(ADay, TheOperatorsOwnAreNoRoamers) {
  count({visit(0, 0, kHour)});
  EXPECT_THAT(rows(Statistic::roamers), IsEmpty());
}

TEST_F(ADay, SegmentsAreOfTheDayPartsThatAVisitTouches) {
  count({visit(0, kHour, 3 * kHour)}, {.segment = PopulationSegment::of(2, false)});
  count({visit(0, 2 * kHour, 6 * kHour)});  // from 06:00 until before 10:00
  EXPECT_THAT(
      rows(Statistic::segments),
      ElementsAre("04-06 zone 1 25-34/f 1", "06-10 zone 1 unknown 1", "06-10 zone 1 25-34/f 1"));
}

TEST_F(ADay, ALongDayOfSegmentsIsBounded) {
  count({visit(0, 0, 24 * kHour - 1)}, {.draw = 7});
  EXPECT_EQ(rows(Statistic::segments).size(), ContributionCaps{}.segments);
}

TEST_F(ADay, EachStatisticIsBoundedByItsOwnCap) {
  PersonDay person{.country = 208, .segment = PopulationSegment::of(2, false), .draw = 7};
  const std::vector<Visit> visits{visit(0, 0, 2 * kHour), visit(1, 2 * kHour, 5 * kHour),
                                  visit(2, 5 * kHour, 9 * kHour), visit(3, 9 * kHour, 20 * kHour)};
  person.visits = visits;
  for (std::uint32_t cap = 1; cap <= 3; ++cap) {
    const ContributionCaps caps{cap, cap, cap, cap, cap, cap};
    DayCount count(parts_, CountLevel::cell, cells_, caps);
    count.add(person);
    DayCount unbounded(parts_, CountLevel::cell, cells_, {24, 24, 24, 24, 24, 24});
    unbounded.add(person);
    std::map<Statistic, std::size_t> rows, all;
    for (const ClosedWindow& window : count.windows()) {
      rows[window.statistic] += window.tallies.size();
    }
    for (const ClosedWindow& window : unbounded.windows()) {
      all[window.statistic] += window.tallies.size();
    }
    for (const auto& [statistic, most] : all) {
      const std::size_t bound = statistic == Statistic::quality ? 1 : cap;
      EXPECT_EQ(rows[statistic], std::min(most, bound)) << to_text(statistic) << ", " << cap;
    }
    EXPECT_EQ(all[Statistic::visitors], 4u);
  }
}

TEST_F(ADay, QualityIsOfWhoHasTwoEvents) {
  count({visit(0, 0, 0)});
  count({visit(0, 0, 9)}, {.gaps = GapClass::m2});
  count({visit(0, 0, 9)}, {.country = 208, .gaps = GapClass::more});
  count({visit(0, 0, 9)}, {.gaps = GapClass::more});
  EXPECT_THAT(rows(Statistic::quality), ElementsAre("gap<=2 1", "gap>20 2"));
}

TEST_F(ADay, OfNobodyThereIsNothing) {
  count({});
  for (const ClosedWindow& closed : count_.windows()) EXPECT_THAT(closed.tallies, IsEmpty());
}

TEST_F(ADayOfSites, CellsOfASiteAreOnePlace) {
  // Five minutes in each of two cells, and the time between their events.
  count(
      {visit(0, kHour, kHour + 5 * kMinute), visit(1, kHour + 6 * kMinute, kHour + 11 * kMinute)});
  EXPECT_THAT(rows(Statistic::visitors), ElementsAre("site 0 unknown 1"));
  EXPECT_THAT(rows(Statistic::dwell), ElementsAre("site 0 5-15 1"));
  EXPECT_THAT(rows(Statistic::origin), IsEmpty()) << "neither visit to a cell is long enough";
}

TEST_F(ADayOfSites, ACellWithoutASiteIsAPlaceOfItsOwn) {
  count({visit(9, 0, kHour), visit(10, 2 * kHour, 3 * kHour)});
  EXPECT_THAT(rows(Statistic::dwell), ElementsAre("cell 10 60-120 1", "site 9 60-120 1"));
}

TEST_F(ADayOfSites, WhoIsAResidentOfASiteIsToldByWhereTheLongestVisitBegan) {
  cells_[1].zone = test::zone_place(2);
  DayCount count(parts_, CountLevel::site, cells_);
  const std::vector<Visit> first{leaving(visit(2, 0, 3 * kHour)),
                                 arriving(visit(1, 6 * kHour, 7 * kHour))};
  count.add({.visits = first});
  const std::vector<Visit> second{leaving(visit(2, 0, 2 * kHour)),
                                  arriving(visit(1, 6 * kHour, 10 * kHour))};
  count.add({.visits = second});
  const std::vector<Tally> tallies = count.windows().back().tallies;
  ASSERT_EQ(tallies.size(), 2u);
  EXPECT_EQ(test::text(Statistic::visitors, tallies[0]), "site 0 resident 1");
  EXPECT_EQ(test::text(Statistic::visitors, tallies[1]), "site 0 visitor 1");
}

TEST_F(ADayOfZones, AllThatIsInNoZoneIsOnePlace) {
  count({visit(0, 0, 2 * kHour), visit(9, 3 * kHour, 4 * kHour), visit(10, 5 * kHour, 6 * kHour)});
  EXPECT_THAT(rows(Statistic::visitors), ElementsAre("zone 1 resident 1", "zone none visitor 1"));
  EXPECT_THAT(rows(Statistic::dwell), ElementsAre("zone 1 120-240 1", "zone none 120-240 1"));
}

}  // namespace
}  // namespace celltally
