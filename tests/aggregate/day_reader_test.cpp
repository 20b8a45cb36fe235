// From visits with events to visits with lengths.

#include "aggregate/day_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/aggregate/hand_made_day.hpp"

namespace celltally {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

using test::arriving;
using test::kHour;
using test::leaving;
using test::visit;

class Reader : public ::testing::Test {
 protected:
  // "0: 100-200" of each visit to a cell, or of the longest to each place.
  std::vector<std::string> cells(const std::vector<Visit>& visits) {
    DayPlaces places(CountLevel::cell, cells_);
    DayReader reader(parts_, places);
    return texts(reader.read(visits).cells);
  }
  std::vector<std::string> longest(CountLevel level, const std::vector<Visit>& visits) {
    DayPlaces places(level, cells_);
    DayReader reader(parts_, places);
    return texts(reader.read(visits).longest);
  }

  static std::vector<std::string> texts(std::span<const PlaceVisit> visits) {
    std::vector<std::string> texts;
    for (const PlaceVisit& each : visits) {
      texts.push_back(std::to_string(each.place) + ": " + std::to_string(each.from) + "-" +
                      std::to_string(each.to));
    }
    return texts;
  }

  Calendar calendar_ = Calendar::in_zone("UTC").value();
  DayParts parts_{calendar_, Timestamp::from_seconds(1'768'478'400)};
  std::vector<CellSite> cells_ = test::hand_made_cells();
};

TEST_F(Reader, AVisitReachesHalfWayToTheEventsAroundIt) {
  EXPECT_THAT(cells({visit(0, 100, 200), visit(1, 300, 401), visit(2, 500, 600)}),
              ElementsAre("0: 100-250", "1: 250-450", "2: 451-600"));
}

TEST_F(Reader, ButNotMoreThanSevenAndAHalfMinutes) {
  EXPECT_THAT(cells({visit(0, 0, 1000), visit(1, 1900, 2000), visit(2, 5000, 6000)}),
              ElementsAre("0: 0-1450", "1: 1450-2450", "2: 4550-6000"));
}

TEST_F(Reader, NothingIsAddedAfterADepartureAndBeforeAnArrival) {
  EXPECT_THAT(
      cells({leaving(visit(0, 0, 1000)), visit(1, 1200, 1300), arriving(visit(2, 1500, 1600))}),
      ElementsAre("0: 0-1000", "1: 1100-1400", "2: 1500-1600"));
}

TEST_F(Reader, AVisitOfASingleMomentHasNoLength) {
  EXPECT_THAT(cells({visit(0, 0, 1000), visit(1, 1200, 1200), visit(2, 1400, 1600)}),
              ElementsAre("0: 0-1100", "1: 1200-1200", "2: 1300-1600"));
}

TEST_F(Reader, VisitsToOnePlaceAreOneWhileTheyAreTwoHoursApart) {
  EXPECT_THAT(cells({leaving(visit(0, 0, 1000)), arriving(visit(0, 1000 + 2 * kHour, 9000))}),
              ElementsAre("0: 0-9000"));
  EXPECT_THAT(cells({visit(0, 0, 1000), visit(0, 1001 + 2 * kHour, 9000)}),
              ElementsAre("0: 0-1450", "0: 7751-9000"));
}

TEST_F(Reader, WhoLeftAfterComingBackHasLeft) {
  EXPECT_THAT(cells({visit(0, 0, 1000), leaving(visit(0, 1100, 1200)), visit(1, 1300, 1400)}),
              ElementsAre("0: 0-1200", "1: 1250-1400"));
  EXPECT_THAT(cells({leaving(visit(0, 0, 1000)), visit(0, 1100, 1200), visit(1, 1300, 1400)}),
              ElementsAre("0: 0-1250", "1: 1250-1400"));
}

TEST_F(Reader, ACellInBetweenEndsAVisitToACellButNotToItsSite) {
  const std::vector<Visit> visits{visit(0, 0, 100), visit(1, 200, 300), visit(0, 400, 700)};
  EXPECT_THAT(cells(visits), ElementsAre("0: 0-150", "1: 150-350", "0: 350-700"));
  EXPECT_THAT(longest(CountLevel::cell, visits), ElementsAre("0: 350-700", "1: 150-350"));
  // Of sites the cell that has none comes first.
  EXPECT_THAT(longest(CountLevel::site, visits), ElementsAre("1: 0-700"));
  EXPECT_THAT(longest(CountLevel::zone, visits), ElementsAre("0: 0-700"));
}

TEST_F(Reader, OfVisitsOfOneLengthTheEarlierIsTheLongest) {
  EXPECT_THAT(longest(CountLevel::cell, {leaving(visit(0, 100, 200)), visit(1, 250, 300),
                                         arriving(visit(0, 400, 500))}),
              ElementsAre("0: 100-200", "1: 225-350"));
}

TEST_F(Reader, MomentsInSeveralCellsOfASiteAreAVisitToTheSite) {
  const std::vector<Visit> visits{visit(3, 100, 100), visit(4, 200, 200), visit(0, 300, 400)};
  EXPECT_THAT(longest(CountLevel::cell, visits),
              ElementsAre("0: 250-400", "3: 100-100", "4: 200-200"));
  EXPECT_THAT(longest(CountLevel::site, visits), ElementsAre("1: 250-400", "2: 100-250"));
}

TEST_F(Reader, OfNoVisitsThereIsNothing) {
  EXPECT_THAT(cells({}), IsEmpty());
}

}  // namespace
}  // namespace celltally
