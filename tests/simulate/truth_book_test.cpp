#include "simulate/truth_book.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <sstream>
#include <string>

#include "simulate/truth_csv.hpp"

namespace celltally {
namespace {

constexpr std::int64_t kMidnight = 1'768'435'200;  // 2026-01-15T00:00:00Z

Timestamp at(int hour, int minute, int second = 0) {
  return Timestamp::from_seconds(kMidnight + hour * 3600 + minute * 60 + second);
}

Place cell(std::uint32_t id) {
  return {PlaceKind::ecgi, Plmn{0x00f110}, id};
}

std::string counted(const std::vector<Sighting>& sightings, int from = 6, int to = 22) {
  TruthBook book;
  for (const Sighting& each : sightings) book.add(each);
  std::ostringstream out;
  write_truth_csv(out, book.rows({at(from, 0), at(to, 0)}));
  return out.str().substr(out.str().find('\n') + 1);
}

// Only the lines about presence, and of these the place's last digit, the hour and the value.
std::string presence(const std::vector<Sighting>& sightings) {
  std::istringstream lines{counted(sightings)};
  std::string found;
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("presence,ecgi:001-01-000000", 0) != 0) continue;
    found += line.substr(27, 1) + "@" + line.substr(40, 2) + "=" +
             line.substr(line.rfind(',') + 1) + " ";
  }
  return found;
}

constexpr auto kRequest = EventKind::service_request;

TEST(TruthBook, WritesEveryNumberOfOneSighting) {
  EXPECT_EQ(
      counted({{at(10, 30), 7, cell(1), kRequest}}, 10, 11),
      "events,ecgi:001-01-0000001,2026-01-15T10:00:00Z,2026-01-15T11:00:00Z,service_request,1,1\n"
      "presence,ecgi:001-01-0000001,2026-01-15T10:00:00Z,2026-01-15T11:00:00Z,,1,1\n"
      "visitors,ecgi:001-01-0000001,2026-01-15T04:00:00Z,2026-01-16T04:00:00Z,,1,1\n");
}

TEST(TruthBook, CountsEventsOfNobodyWithoutPeople) {
  EXPECT_EQ(
      counted({{at(10, 1), std::nullopt, cell(1), kRequest},
               {at(10, 2), std::nullopt, cell(1), kRequest}}),
      "events,ecgi:001-01-0000001,2026-01-15T10:00:00Z,2026-01-15T11:00:00Z,service_request,2,0\n");
}

TEST(TruthBook, PutsAPersonIntoTheCellNearestToHalfPast) {
  EXPECT_EQ(presence({{at(10, 20), 7, cell(1), kRequest}, {at(10, 39), 7, cell(2), kRequest}}),
            "1@09=1 2@10=1 2@11=1 ");
}

TEST(TruthBook, TakesTheEarlierOfTwoAtOneDistance) {
  EXPECT_EQ(presence({{at(10, 20), 7, cell(2), kRequest}, {at(10, 40), 7, cell(1), kRequest}}),
            "1@11=1 2@09=1 2@10=1 ");
}

TEST(TruthBook, TakesAnExactSightingBeforeANearerLastKnownOne) {
  EXPECT_EQ(presence({{at(10, 30), 7, cell(1), kRequest, Presence::last_known},
                      {at(11, 29), 7, cell(2), kRequest}}),
            "1@09=1 2@10=1 2@11=1 ");
}

TEST(TruthBook, LooksSixtyMinutesFarAndNoFurther) {
  EXPECT_EQ(presence({{at(10, 30), 7, cell(1), kRequest}}), "1@09=1 1@10=1 1@11=1 ");
  EXPECT_EQ(presence({{at(10, 30, 1), 7, cell(1), kRequest}}), "1@10=1 1@11=1 ");
}

TEST(TruthBook, EndsAVisitorsDayAtFourOClock) {
  const std::string lines =
      counted({{at(3, 59), 7, cell(1), kRequest}, {at(4, 0), 7, cell(1), kRequest}}, 6, 7);
  EXPECT_NE(lines.find("2026-01-14T04:00:00Z,2026-01-15T04:00:00Z,,1,1"), std::string::npos);
  EXPECT_NE(lines.find("2026-01-15T04:00:00Z,2026-01-16T04:00:00Z,,1,1"), std::string::npos);
}

}  // namespace
}  // namespace celltally
