// The exact values of days that are made by hand.

#include "simulate/truth_tables.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace celltally {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr std::uint32_t kMinute = 60;
constexpr std::uint32_t kHour = 3600;
constexpr Timestamp kFourOClock = Timestamp::from_seconds(1'768'449'600);  // 2026-01-15

// Nine cells at three sites; four zones.
class Truth : public ::testing::Test {
 protected:
  static constexpr std::uint32_t kCells = 12;

  Truth() { tables_.begin_day(kFourOClock, 0, Diary::kDay); }

  static DiaryVisit stay(std::uint32_t cell, std::uint32_t from, std::uint32_t to) {
    return {.from = from, .to = to, .cell = cell};
  }

  void count(std::vector<DiaryVisit> visits, DeviceProfile profile = person()) {
    tables_.add(profile, visits);
  }

  static DeviceProfile person() { return {.segment = 4, .mcc = 1, .mnc = 1}; }

  // Rows of a statistic whose place begins so, without the statistic, the times of the whole day
  // and the last column.
  std::vector<std::string> rows(const std::string& statistic, const std::string& place) {
    std::vector<std::string> found = whole_rows(statistic, place);
    for (std::string& line : found) line.erase(line.rfind(','));
    return found;
  }
  std::vector<std::string> whole_rows(const std::string& statistic, const std::string& place) {
    std::ostringstream out;
    tables_.write(out);
    std::istringstream lines{out.str()};
    std::vector<std::string> found;
    for (std::string line; std::getline(lines, line);) {
      const std::string head = statistic + ',';
      if (!line.starts_with(head + place)) continue;
      line.erase(0, head.size());
      const std::string day = "2026-01-15T04:00:00Z,2026-01-16T04:00:00Z";
      if (const auto at = line.find(day); at != std::string::npos)
        line.replace(at, day.size(), "day");
      found.push_back(line);
    }
    return found;
  }

  Geography geography_ = Geography::made_up(kCells, 1);
  TruthTables tables_{geography_};
};

TEST_F(Truth, PresenceIsWhereSomebodyIsAtTheMiddleOfTheHour) {
  count({stay(0, 0, kHour / 2), stay(1, kHour / 2, kHour + kHour / 2)});
  EXPECT_THAT(
      rows("presence", "ecgi"),
      ElementsAre("ecgi:001-01-0000101,2026-01-15T04:00:00Z,2026-01-15T05:00:00Z,,,,,,,,1"));
  EXPECT_THAT(rows("presence", "site"),
              ElementsAre("site:S0001,2026-01-15T04:00:00Z,2026-01-15T05:00:00Z,,,,,,,,1"));
}

TEST_F(Truth, NobodyIsInAHoleOfTheCoverage) {
  DiaryVisit hole = stay(0, 0, kHour);
  hole.covered = false;
  count({hole});
  EXPECT_THAT(rows("presence", ""), IsEmpty());
}

TEST_F(Truth, AVisitorStaysTenMinutesAndIsAResidentWhereTheNightWas) {
  // Cells 0 and 3 are of two zones; the second visit is a second too short.
  count({stay(0, 0, 2 * kHour), stay(3, 2 * kHour, 2 * kHour + 10 * kMinute),
         stay(6, 3 * kHour, 3 * kHour + 10 * kMinute - 1)});
  EXPECT_THAT(rows("visitors", "ecgi"), ElementsAre("ecgi:001-01-0000100,day,,,resident,,,,,1",
                                                    "ecgi:001-01-0000200,day,,,visitor,,,,,1"));
}

TEST_F(Truth, OfANightElsewhereNothingIsKnown) {
  count({stay(0, kHour + 1, 2 * kHour)});  // a second less than an hour before six
  EXPECT_THAT(rows("visitors", "ecgi"), ElementsAre("ecgi:001-01-0000100,day,,,unknown,,,,,1"));
  EXPECT_THAT(rows("origin", "zone"), ElementsAre("zone:Z0001,day,,,,unknown,,,,1"));
}

TEST_F(Truth, TheDwellClassIsThatOfTheLongestVisit) {
  count({stay(0, 0, 14 * kMinute), stay(1, kHour, 2 * kHour),
         stay(0, 3 * kHour, 3 * kHour + 15 * kMinute),
         stay(2, 4 * kHour, 4 * kHour + 5 * kMinute - 1)});
  EXPECT_THAT(rows("dwell", "ecgi"), ElementsAre("ecgi:001-01-0000100,day,,,15-30,,,,,1",
                                                 "ecgi:001-01-0000101,day,,,60-120,,,,,1"));
}

TEST_F(Truth, AFlowIsBetweenTwoStaysInDifferentZonesOnceADayPart) {
  const std::uint32_t ten = 6 * kHour;  // 10:00
  count({stay(0, 0, ten - 1), stay(3, ten, ten + kHour), stay(0, ten + kHour, ten + 2 * kHour),
         stay(3, ten + 2 * kHour, ten + 3 * kHour)});
  EXPECT_THAT(
      rows("flows", ""),
      ElementsAre("zone:Z0001,2026-01-15T06:00:00Z,2026-01-15T10:00:00Z,,,,,zone:Z0002,,,1",
                  "zone:Z0001,2026-01-15T10:00:00Z,2026-01-15T16:00:00Z,,,,,zone:Z0002,,,1",
                  "zone:Z0002,2026-01-15T10:00:00Z,2026-01-15T16:00:00Z,,,,,zone:Z0001,,,1"));
}

TEST_F(Truth, WhatIsBoundedIsTheMeanOfADrawFromADevicesRows) {
  std::vector<DiaryVisit> visits;
  for (std::uint32_t i = 0; i < 9; ++i) visits.push_back(stay(i, i * kHour, (i + 1) * kHour));
  for (int times = 0; times < 3; ++times) count(visits);
  // Nine cells, of which a device is a visitor in six at most: 3 * 6 / 9; four of dwell: 3 * 4 / 9.
  for (const std::string& line : whole_rows("visitors", "ecgi")) {
    EXPECT_TRUE(line.ends_with(",3,2")) << line;
  }
  for (const std::string& line : whole_rows("dwell", "ecgi")) {
    EXPECT_TRUE(line.ends_with(",3,1")) << line;
  }
  for (const std::string& line : whole_rows("presence", "ecgi")) {
    EXPECT_TRUE(line.ends_with(",3,3")) << line;
  }
}

// Twelve devices, so that nothing is rounded: of n rows each adds to so many in the mean.
TEST_F(Truth, EachStatisticHasItsOwnBound) {
  std::vector<DiaryVisit> cells;
  for (std::uint32_t i = 0; i < kCells; ++i) cells.push_back(stay(i, i * kHour, (i + 1) * kHour));
  const std::vector<DiaryVisit> zones{stay(0, 0, 2 * kHour), stay(3, 2 * kHour, 3 * kHour),
                                      stay(6, 3 * kHour, 4 * kHour), stay(9, 4 * kHour, 5 * kHour)};
  std::vector<DiaryVisit> ways;  // six different ones in one part of the day
  for (const std::uint32_t cell : {0u, 3u, 6u, 9u, 3u, 0u, 6u}) {
    const auto from = static_cast<std::uint32_t>(2 * kHour + ways.size() * 30 * kMinute);
    ways.push_back(stay(cell, from, from + 30 * kMinute));
  }
  DeviceProfile guest = person();
  guest.mcc = 208;
  const struct {
    const char* statistic;
    const char* place;
    const std::vector<DiaryVisit>& visits;
    DeviceProfile profile;
    std::size_t rows;
    const char* numbers;
  } cases[] = {{"visitors", "ecgi", cells, person(), 12, ",12,6"},
               {"dwell", "ecgi", cells, person(), 12, ",12,4"},
               {"flows", "", ways, person(), 6, ",12,8"},
               {"origin", "", zones, person(), 3, ",12,8"},
               {"segments", "", zones, person(), 4, ",12,9"},
               {"roamers", "", zones, guest, 4, ",12,6"}};
  for (const auto& one : cases) {
    tables_.begin_day(kFourOClock, 0, Diary::kDay);
    for (int device = 0; device < 12; ++device) count(one.visits, one.profile);
    const auto lines = whole_rows(one.statistic, one.place);
    EXPECT_EQ(lines.size(), one.rows) << one.statistic;
    for (const std::string& line : lines) {
      EXPECT_TRUE(line.ends_with(one.numbers)) << one.statistic << ' ' << line;
    }
  }
}

TEST_F(Truth, LimitsOfTimeAreWithinThem) {
  count({stay(0, 0, 15 * kMinute), stay(3, 15 * kMinute, 30 * kMinute),
         stay(6, 30 * kMinute, 35 * kMinute)});
  EXPECT_EQ(rows("flows", "").size(), 1u) << "stays of 15 minutes";
  EXPECT_EQ(rows("dwell", "ecgi").size(), 3u) << "five minutes";
  for (const std::uint32_t more : {0u, 1u}) {
    tables_.begin_day(kFourOClock, 0, Diary::kDay);
    const std::uint32_t again = 6 * kMinute + 2 * kHour + more;
    count({stay(0, 0, 6 * kMinute), stay(0, again, again + 6 * kMinute)});
    EXPECT_EQ(rows("visitors", "ecgi").size(), 1u - more) << "two hours in a hole";
  }
  DeviceProfile meter = person();
  meter.kind = DeviceKind::meter;
  count({stay(0, 0, kHour / 2)}, meter);
  EXPECT_THAT(rows("machines", ""), IsEmpty()) << "gone at the middle";
}

TEST_F(Truth, AWayWithinAZoneIsNoFlow) {
  count({stay(0, 0, kHour), stay(1, kHour, 2 * kHour), stay(0, 2 * kHour, 3 * kHour)});
  EXPECT_THAT(rows("flows", ""), IsEmpty());
}

TEST_F(Truth, RoamersAreCountedByCountryInsteadOfOriginAndSegment) {
  DeviceProfile roamer = person();
  roamer.mcc = 208;
  count({stay(0, 0, kHour)}, roamer);
  EXPECT_THAT(rows("roamers", ""), ElementsAre("zone:Z0001,day,,,,,,,208,1"));
  EXPECT_THAT(rows("origin", ""), IsEmpty());
  EXPECT_THAT(rows("segments", ""), IsEmpty());
}

TEST_F(Truth, SegmentsAreOfTheDayPartsThatAVisitTouches) {
  count({stay(0, kHour, 3 * kHour)});
  EXPECT_THAT(rows("segments", ""),
              ElementsAre("zone:Z0001,2026-01-15T04:00:00Z,2026-01-15T06:00:00Z,,,,,,25-34/f,,1",
                          "zone:Z0001,2026-01-15T06:00:00Z,2026-01-15T10:00:00Z,,,,,,25-34/f,,1"));
}

TEST_F(Truth, MachinesAreCountedAlone) {
  DeviceProfile meter = person();
  meter.kind = DeviceKind::meter;
  count({stay(0, 0, kHour)}, meter);
  EXPECT_THAT(rows("machines", ""),
              ElementsAre("zone:Z0001,2026-01-15T04:00:00Z,2026-01-15T05:00:00Z,,,,,,,,1"));
  EXPECT_THAT(rows("presence", ""), IsEmpty());
}

TEST_F(Truth, WhoOptedOutOrIsATestIsNotCounted) {
  DeviceProfile out = person();
  out.opted_out = true;
  count({stay(0, 0, kHour)}, out);
  DeviceProfile test = person();
  test.kind = DeviceKind::test_device;
  count({stay(0, 0, kHour)}, test);
  EXPECT_THAT(rows("", ""), IsEmpty());
}

TEST_F(Truth, QualityIsTheClassOfTheMiddleGap) {
  tables_.add_gaps({2, 0, 2, 0, 0});  // the lower of the two in the middle
  tables_.add_gaps({0, 0, 0, 0, 1});
  tables_.add_gaps({});
  EXPECT_THAT(rows("quality", ""), ElementsAre(",day,,,gap<=2,,,,,1", ",day,,,gap>20,,,,,1"));
}

TEST_F(Truth, OnlyCapturedHoursCount) {
  tables_.begin_day(kFourOClock, kHour, 2 * kHour);
  count({stay(0, 0, kHour + 10 * kMinute)});
  EXPECT_THAT(rows("presence", ""), IsEmpty());
  EXPECT_THAT(rows("dwell", "ecgi"), ElementsAre("ecgi:001-01-0000100,day,,,5-15,,,,,1"));
}

}  // namespace
}  // namespace celltally
