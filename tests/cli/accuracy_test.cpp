#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <string>
#include <vector>

#include "tests/cli/program_run.hpp"

namespace celltally {
namespace {

using ::testing::HasSubstr;
using testing::ProgramRun;
using ::testing::StartsWith;
using testing::TemporaryFolder;

constexpr const char* kTruthHeader =
    "stat,place,from,to,kind,service,class,origin,destination,segment,country,value,bounded\n";
constexpr const char* kCountsHeader =
    "stat,place,from,to,kind,service,class,origin,destination,segment,country,state,value,exact\n";

// The day of all rows, or its hour number so and so.
std::string day() {
  return "2026-01-15T04:00:00Z,2026-01-16T04:00:00Z";
}
std::string hour(int number) {
  const auto text = [](int hour) { return (hour < 10 ? "0" : "") + std::to_string(hour); };
  return "2026-01-15T" + text(number) + ":00:00Z,2026-01-15T" + text(number + 1) + ":00:00Z";
}

// A row of the truth, of which only what is bounded matters, and of counts; `details` are the seven
// columns in between.
std::string is(const std::string& stat, const std::string& place, const std::string& window,
               const std::string& details, int value) {
  return stat + "," + place + "," + window + "," + details + "," + std::to_string(value + 1000) +
         "," + std::to_string(value) + "\n";
}
std::string counted(const std::string& stat, const std::string& place, const std::string& window,
                    const std::string& details, int value) {
  return stat + "," + place + "," + window + "," + details + ",published," + std::to_string(value) +
         ",true\n";
}
std::string without_number(const std::string& stat, const std::string& place,
                           const std::string& window, const std::string& details,
                           const std::string& state) {
  return stat + "," + place + "," + window + "," + details + "," + state + ",,true\n";
}

constexpr const char* kNone = ",,,,,,";
std::string of_class(const std::string& name) {
  return ",," + name + ",,,,";
}
std::string from_zone(const std::string& name) {
  return ",,," + name + ",,,";
}
std::string to_zone(const std::string& name) {
  return ",,,," + name + ",,";
}

class Accuracy : public ::testing::Test {
 protected:
  std::string file(const std::string& name, const std::string& text) const {
    std::ofstream{folder_.path(name), std::ios::binary} << text;
    return folder_.path(name);
  }
  ProgramRun compare(const std::string& truth, const std::string& counts,
                     const std::vector<std::string>& options = {}) const {
    ProgramRun::Arguments arguments{"accuracy", file("truth.csv", kTruthHeader + truth),
                                    file("counts.csv", kCountsHeader + counts)};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return ProgramRun::of(arguments);
  }

  TemporaryFolder folder_;
};

TEST_F(Accuracy, EveryStatisticHasItsFigures) {
  const auto run =
      compare(is("presence", "ecgi:001-01-0000101", hour(4), kNone, 10) +
                  is("presence", "ecgi:001-01-0000101", hour(5), kNone, 50) +
                  is("presence", "ecgi:001-01-0000102", hour(4), kNone, 200) +
                  is("presence", "zone:old town", hour(4), kNone, 210) +
                  is("visitors", "ecgi:001-01-0000101", day(), of_class("resident"), 30) +
                  is("visitors", "ecgi:001-01-0000101", day(), of_class("visitor"), 20) +
                  is("dwell", "ecgi:001-01-0000101", day(), of_class("15-30"), 40) +
                  is("dwell", "ecgi:001-01-0000101", day(), of_class("240+"), 10) +
                  is("flows", "zone:north", hour(6), to_zone("zone:old town"), 100) +
                  is("flows", "zone:old town", hour(6), to_zone("zone:north"), 20) +
                  is("origin", "zone:north", day(), from_zone("zone:old town"), 90) +
                  is("origin", "zone:north", day(), from_zone("unknown"), 10) +
                  is("machines", "zone:north", hour(4), kNone, 8) +
                  is("quality", "", day(), of_class("gap<=5"), 60),
              counted("presence", "ecgi:001-01-0000101", hour(4), kNone, 9) +
                  counted("presence", "ecgi:001-01-0000101", hour(5), kNone, 55) +
                  counted("presence", "ecgi:001-01-0000102", hour(4), kNone, 198) +
                  counted("presence", "ecgi:001-01-0000102", hour(5), kNone, 0) +
                  counted("visitors", "ecgi:001-01-0000101", day(), of_class("resident"), 25) +
                  counted("visitors", "ecgi:001-01-0000101", day(), of_class("unknown"), 24) +
                  counted("dwell", "ecgi:001-01-0000101", day(), of_class("5-15"), 10) +
                  counted("dwell", "ecgi:001-01-0000101", day(), of_class("15-30"), 30) +
                  counted("dwell", "ecgi:001-01-0000101", day(), of_class("240+"), 10) +
                  counted("flows", "zone:north", hour(6), to_zone("zone:old town"), 90) +
                  counted("flows", "zone:north", hour(6), to_zone("zone:none"), 10) +
                  counted("origin", "zone:north", day(), from_zone("zone:old town"), 60) +
                  counted("origin", "zone:north", day(), from_zone("zone:harbour"), 20) +
                  counted("origin", "zone:north", day(), from_zone("unknown"), 20) +
                  counted("machines", "zone:north", hour(4), kNone, 10) +
                  counted("quality", "", day(), of_class("gap<=5"), 45) +
                  counted("quality", "", day(), of_class("gap<=10"), 15));
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(run.err, "");
  EXPECT_EQ(run.out, R"(2026-01-15T04:00:00Z to 2026-01-16T04:00:00Z

         by        rows       true    counted     bias   error    found    right
presence cell         4        260        262   +0.8 %    2.00   98.8 %   98.1 %
visitors cell         1         50         49   -2.0 %    1.00   98.0 %  100.0 %
dwell    cell         1         50         50    0.0 %    0.00  100.0 %  100.0 %
flows    zone         3        120        100  -16.7 %   13.33   75.0 %   90.0 %
origin   zone         3        100        100    0.0 %   20.00   70.0 %   70.0 %
machines zone         1          8         10  +25.0 %    2.00  100.0 %   80.0 %
quality               2         60         60    0.0 %   15.00   75.0 %   75.0 %

true   as much as each device may add (simulate --truth, column bounded)
bias   counted more than true
error  of a row, without its sign, in the mean
found  of what is true, the part that was counted at its place and time
right  of what was counted, the part that is true

Mean error of a row, where so many people are true:
                1 to 19      20 to 99    100 and more
presence         10.0 %        10.0 %           1.0 %
visitors              -         2.0 %               -
dwell                 -         0.0 %               -

visitors: resident 25 (true 30), unknown 24 (true 0), visitor 0 (true 20)
dwell: 80.0 % in the right class; 75.5 minutes in the mean (true 78.0)
flows: common part of commuters 0.818, from zones with a mean of 80 0.900 (1 of
2)
origin: known of 80.0 % (true 90.0 %), and then right of 75.0 %
)");
}

TEST_F(Accuracy, ForProgramsEachStatisticIsAnObject) {
  const auto run = compare(is("flows", "zone:north", day(), to_zone("zone:south"), 100) +
                               is("machines", "zone:north", hour(4), kNone, 8),
                           counted("flows", "zone:north", day(), to_zone("zone:south"), 75) +
                               without_number("machines", "zone:north", hour(4), kNone, "withheld"),
                           {"--json"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(run.err, "");
  EXPECT_EQ(
      run.out,
      R"({"stat":"flows","from":"2026-01-15T04:00:00Z","to":"2026-01-16T04:00:00Z","level":"zone",)"
      R"("rows":1,"true":100,"counted":75,"bias":-25,"relative_bias":-0.25,"mean_error":25.0,)"
      R"("found":0.75,"right":1.0,"relative_error":{"1-19":null,"20-99":null,"100+":0.25},)"
      R"("withheld":0,"withheld_true":0,"common_part":0.8571428571428571,)"
      R"("common_part_of_large":0.8571428571428571,"zones":1,"large_zones":1})"
      "\n"
      R"({"stat":"machines","from":"2026-01-15T04:00:00Z","to":"2026-01-16T04:00:00Z",)"
      R"("level":"zone","rows":0,"true":0,"counted":0,"bias":0,"relative_bias":null,)"
      R"("mean_error":null,"found":null,"right":null,)"
      R"("relative_error":{"1-19":null,"20-99":null,"100+":null},)"
      R"("withheld":1,"withheld_true":8})"
      "\n");
}

// The first line of the table that begins so.
std::string line_of(const ProgramRun& run, const std::string& word) {
  const std::size_t at = run.out.find("\n" + word);
  if (at == std::string::npos) return "none";
  return run.out.substr(at + 1, run.out.find('\n', at + 1) - at - 1);
}

TEST_F(Accuracy, OnlyPlacesOfTheKindThatWasCountedAreCompared) {
  const std::string truth = is("presence", "ecgi:001-01-0000101", hour(4), kNone, 10) +
                            is("presence", "site:church", hour(4), kNone, 20) +
                            is("presence", "zone:north", hour(4), kNone, 30);
  const auto of = [&](const std::string& place) {
    return line_of(compare(truth, counted("presence", place, hour(4), kNone, 10)), "presence");
  };
  EXPECT_EQ(of("ecgi:001-01-0000101"),
            "presence cell         1         10         10    0.0 %    0.00  100.0 %  100.0 %");
  EXPECT_EQ(of("site:church"),
            "presence site         1         20         10  -50.0 %   10.00   50.0 %  100.0 %");
  EXPECT_EQ(of("zone:north"),
            "presence zone         1         30         10  -66.7 %   20.00   33.3 %  100.0 %");
  // Cells that are in no site stand among the sites, and are in no true number of a site.
  EXPECT_EQ(line_of(compare(truth, counted("presence", "ecgi:001-01-0000101", hour(4), kNone, 10) +
                                       counted("presence", "site:church", hour(4), kNone, 20)),
                    "presence"),
            "presence site         1         20         20    0.0 %    0.00  100.0 %  100.0 %");
}

TEST_F(Accuracy, OnlyWhatWasSeenIsCompared) {
  const std::string truth = is("presence", "zone:a", hour(4), kNone, 10) +
                            is("presence", "zone:a", hour(5), kNone, 20) +
                            is("flows", "zone:a", hour(4), to_zone("zone:b"), 4) +
                            is("flows", "zone:a", hour(5), to_zone("zone:b"), 5);
  // Nothing of the first hour; a way in the second hour that nobody counted is missed.
  const auto run = compare(truth, without_number("presence", "zone:a", hour(4), kNone, "no_data") +
                                      counted("presence", "zone:a", hour(5), kNone, 18) +
                                      counted("presence", "zone:a", hour(9), kNone, 7) +
                                      counted("visitors", "zone:a", day(), of_class("visitor"), 9) +
                                      counted("flows", "zone:a", hour(5), to_zone("zone:c"), 1));
  EXPECT_EQ(line_of(run, "presence"),
            "presence zone         1         20         18  -10.0 %    2.00   90.0 %  100.0 %");
  EXPECT_EQ(line_of(run, "flows"),
            "flows    zone         2          5          1  -80.0 %    3.00    0.0 %    0.0 %");
  EXPECT_THAT(run.out, StartsWith("2026-01-15T05:00:00Z to 2026-01-15T06:00:00Z\n"));
}

TEST_F(Accuracy, OtherHoursThanTheTruthHasAreNotCompared) {
  const std::string half = "2026-01-15T04:00:00Z,2026-01-15T04:30:00Z";
  const auto run = compare(
      is("presence", "zone:a", hour(4), kNone, 10) + is("machines", "zone:a", hour(4), kNone, 10),
      counted("presence", "zone:a", half, kNone, 10) +
          counted("machines", "zone:a", hour(4), kNone, 10));
  EXPECT_EQ(line_of(run, "presence"), "none");
  EXPECT_THAT(run.out, HasSubstr("\nnot in the counts, or of other hours: presence\n"));
}

TEST_F(Accuracy, EventsAreComparedOfTheKindsThatWereCounted) {
  const auto run = compare(is("events", "ecgi:001-01-0000101", hour(4), "attach,,,,,,", 10) +
                               is("events", "ecgi:001-01-0000101", hour(4), "paging,,,,,,", 90),
                           counted("events", "ecgi:001-01-0000101", hour(4), "attach,,,,,,", 10) +
                               counted("events", "ecgi:001-01-0000101", hour(4), ",voice,,,,,", 7));
  EXPECT_EQ(line_of(run, "events"),
            "events   cell         1         10         10    0.0 %    0.00  100.0 %  100.0 %");
}

TEST_F(Accuracy, ProtectedCountsAreReadAndSaidToBeProtected) {
  const std::string truth =
      file("truth.csv", kTruthHeader + is("presence", "zone:a", hour(4), kNone, 22) +
                            is("presence", "zone:a", hour(5), kNone, 3));
  const std::string counts =
      file("counts.json", R"({"stat":"presence","place":"zone:a","from":"2026-01-15T04:00:00Z",)"
                          R"("to":"2026-01-15T05:00:00Z","state":"published","value":20})"
                          "\n"
                          R"({"stat":"presence","place":"zone:a","from":"2026-01-15T05:00:00Z",)"
                          R"("to":"2026-01-15T06:00:00Z","state":"withheld"})"
                          "\n");
  const auto run = ProgramRun::of({"accuracy", truth, counts});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(line_of(run, "presence"),
            "presence zone         1         22         20   -9.1 %    2.00   90.9 %  100.0 %");
  EXPECT_THAT(run.out,
              HasSubstr("presence: 1 rows are withheld, of which 3 is true, and not compared\n"
                        "The counts are protected: what is rounded and withheld is part of the "
                        "errors.\n"));
}

TEST_F(Accuracy, WhatCannotBeComparedIsSaidWithItsPlaceAndMend) {
  const std::string truth_row = is("presence", "zone:a", hour(4), kNone, 22);
  const std::string counts_row = counted("presence", "zone:a", hour(4), kNone, 22);
  const std::string no_truth =
      "these are no true numbers; name what celltally simulate --truth wrote\n";
  const std::string no_counts =
      "these are no counts; name what celltally replay --exact wrote with --csv or --json\n";
  struct Case {
    std::string truth;
    std::string counts;
    std::string error;  // after the folder's name
  };
  const std::string truth = kTruthHeader + truth_row;
  const std::string counts = kCountsHeader + counts_row;
  const Case kCases[] = {
      {counts, counts, "truth.csv:1: there is a column state: " + no_truth},
      {truth, truth, "counts.csv:1: there is no column state: " + no_counts},
      {"lon,lat\n1,2\n", counts, "truth.csv:1: there is no column stat: " + no_truth},
      {truth, "{\"stat\":\"presence\"}\n", "counts.csv:1: there is no \"state\": " + no_counts},
      {truth, "{\"stat\":\n", "counts.csv:1: this is no JSON object: " + no_counts},
      {truth, "", "counts.csv: there are no rows in it\n"},
      {kTruthHeader, counts, "truth.csv: there are no rows in it\n"},
      {truth + "crowds" + truth_row.substr(8), counts,
       "truth.csv:3: stat is \"crowds\"; it is one of presence, visitors, dwell and so on\n"},
      {truth + is("presence", "zone:a", "noon,later", kNone, 1), counts,
       "truth.csv:3: from is \"noon\"; it is a time such as 2026-01-15T12:00:00Z\n"},
      {truth + is("presence", "zone:a", "2026-01-15T04:00:00Z,2026-01-15T04:00:00Z", kNone, 1),
       counts, "truth.csv:3: to is \"2026-01-15T04:00:00Z\"; it is a time after from\n"},
      {truth + is("presence", "zone:a", hour(5), kNone, -1), counts,
       "truth.csv:3: bounded is \"-1\"; it is a number\n"},
      {truth, counts + without_number("presence", "zone:a", hour(5), kNone, "lost"),
       "counts.csv:3: state is \"lost\"; it is published, withheld or no_data\n"},
      {truth, counts + counts_row,
       "counts.csv:3: this row is there twice; name the counts of one replay\n"},
  };
  for (const Case& test : kCases) {
    const auto run = ProgramRun::of(
        {"accuracy", file("truth.csv", test.truth), file("counts.csv", test.counts)});
    EXPECT_EQ(run.exit_code, 1) << test.error;
    EXPECT_EQ(run.err, "celltally: " + folder_.path(test.error));
    EXPECT_EQ(run.out, "");
  }
}

TEST_F(Accuracy, FilesOfDifferentDaysOrThatAreNotThereAreErrors) {
  const auto other = compare(is("presence", "zone:a", hour(4), kNone, 22),
                             counted("presence", "zone:a", hour(5), kNone, 22));
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_EQ(other.err, "celltally: " + folder_.path("counts.csv") +
                           ": there is no row about the same places and times as in " +
                           folder_.path("truth.csv") + "\n");
  const auto absent = ProgramRun::of({"accuracy", folder_.path("none"), folder_.path("none")});
  EXPECT_EQ(absent.exit_code, 1);
  EXPECT_EQ(absent.err,
            "celltally: " + folder_.path("none") + ": cannot be read: No such file or directory\n");
  const auto one = ProgramRun::of({"accuracy", "truth.csv"});
  EXPECT_EQ(one.exit_code, 2);
  EXPECT_EQ(one.err, "celltally accuracy: COUNTS is required; see celltally accuracy --help\n");
}

}  // namespace
}  // namespace celltally
