// What `celltally replay` prints, to the letter.

#include <gtest/gtest.h>

#include <set>
#include <sstream>
#include <string>

#include "tests/cli/crowd_capture.hpp"
#include "tests/cli/program_run.hpp"

namespace celltally {
namespace {

using testing::CrowdCapture;
using testing::ProgramRun;
using testing::TemporaryFolder;

// 27 people attach in one cell, 3 in another, and the operator knows of a third cell.
class ReplayOutput : public ::testing::Test {
 protected:
  ReplayOutput() {
    CrowdCapture crowd{capture_};
    crowd.attach(CrowdCapture::kNoon, 0, 27, "ecgi:001-01-0000001");
    crowd.attach(CrowdCapture::kNoon + 60, 100, 3, "ecgi:001-01-0000002");
  }

  ProgramRun replay(ProgramRun::Arguments more) const {
    more.insert(more.begin(), {"replay", capture_});
    return ProgramRun::of(more);
  }

  TemporaryFolder folder_;
  std::string capture_ = folder_.path("crowd.pcap");
  std::string cells_ =
      folder_.file("cells.csv", {'L', 'T', 'E', ',', '1', ',', '2', ',', '1', ',', '9', '\n'});
};

// The lines of rows of events, presence and visitors; those of other statistics are in other tests.
std::string of_cells(const std::string& out) {
  std::string kept;
  std::istringstream lines{out};
  for (std::string line; std::getline(lines, line);) {
    for (const std::string stat : {"stat,", "events", "presence", "visitors"}) {
      const bool is = line.starts_with(stat) || line.starts_with("{\"stat\":\"" + stat);
      if (is) kept += line + "\n";
    }
  }
  return kept;
}

constexpr const char* kNote =
    "Threshold only: 20 people at least, rounded to 5. This is no protection against\n"
    "somebody who knows almost everyone in a cell, or who compares overlapping\n"
    "numbers. Numbers of events hold the repeats of one person.\n";
constexpr const char* kCsvHeader =
    "stat,place,from,to,kind,service,class,origin,destination,segment,country,state,value";
constexpr const char* kBanner = "EXACT COUNTS: for the lab, not protected, never publish\n";

TEST_F(ReplayOutput, IsJsonLinesInTheOrderOfTheContract) {
  const auto run = replay({"--json", "--cells", cells_});
  EXPECT_EQ(run.exit_code, 0);
  const std::string hour = R"("from":"2026-01-01T12:00:00Z","to":"2026-01-01T13:00:00Z",)";
  const std::string day = R"("from":"2026-01-01T04:00:00Z","to":"2026-01-02T04:00:00Z",)";
  std::ostringstream expected;
  expected << R"({"stat":"events","place":"ecgi:001-01-0000001",)" << hour
           << R"("state":"published","value":25,"kind":"attach"})"
              "\n"
           << R"({"stat":"events","place":"ecgi:001-01-0000002",)" << hour
           << R"("state":"withheld","kind":"attach"})"
              "\n"
           << R"({"stat":"events","place":"ecgi:001-02-0000009",)" << hour
           << R"("state":"no_data","kind":"attach"})"
              "\n"
           << R"({"stat":"presence","place":"ecgi:001-01-0000001",)" << hour
           << R"("state":"published","value":25})"
              "\n"
           << R"({"stat":"presence","place":"ecgi:001-01-0000002",)" << hour
           << R"("state":"withheld"})"
              "\n"
           << R"({"stat":"presence","place":"ecgi:001-02-0000009",)" << hour
           << R"("state":"no_data"})"
              "\n";
  const auto visitors = [&](const char* cell, const char* state) {
    for (const char* one : {"resident", "unknown", "visitor"}) {
      expected << R"({"stat":"visitors","place":"ecgi:)" << cell << R"(",)" << day << R"("state":")"
               << state << R"(","class":")" << one << "\"}\n";
    }
  };
  visitors("001-01-0000001", "withheld");  // nobody stayed for ten minutes
  visitors("001-01-0000002", "withheld");
  visitors("001-02-0000009", "no_data");
  EXPECT_EQ(of_cells(run.out), expected.str());
  EXPECT_TRUE(run.err.starts_with(kNote)) << run.err;
}

TEST_F(ReplayOutput, IsCsvWithTheSameColumns) {
  const auto run = replay({"--csv"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(
      of_cells(run.out),
      std::string{kCsvHeader} +
          "\n"
          "events,ecgi:001-01-0000001,2026-01-01T12:00:00Z,2026-01-01T13:00:00Z,attach,,,,,,,"
          "published,25\n"
          "events,ecgi:001-01-0000002,2026-01-01T12:00:00Z,2026-01-01T13:00:00Z,attach,,,,,,,"
          "withheld,\n"
          "presence,ecgi:001-01-0000001,2026-01-01T12:00:00Z,2026-01-01T13:00:00Z,,,,,,,,"
          "published,25\n"
          "presence,ecgi:001-01-0000002,2026-01-01T12:00:00Z,2026-01-01T13:00:00Z,,,,,,,,"
          "withheld,\n"
          "visitors,ecgi:001-01-0000001,2026-01-01T04:00:00Z,2026-01-02T04:00:00Z,,,resident,,,,,"
          "withheld,\n"
          "visitors,ecgi:001-01-0000001,2026-01-01T04:00:00Z,2026-01-02T04:00:00Z,,,unknown,,,,,"
          "withheld,\n"
          "visitors,ecgi:001-01-0000001,2026-01-01T04:00:00Z,2026-01-02T04:00:00Z,,,visitor,,,,,"
          "withheld,\n"
          "visitors,ecgi:001-01-0000002,2026-01-01T04:00:00Z,2026-01-02T04:00:00Z,,,resident,,,,,"
          "withheld,\n"
          "visitors,ecgi:001-01-0000002,2026-01-01T04:00:00Z,2026-01-02T04:00:00Z,,,unknown,,,,,"
          "withheld,\n"
          "visitors,ecgi:001-01-0000002,2026-01-01T04:00:00Z,2026-01-02T04:00:00Z,,,visitor,,,,,"
          "withheld,\n");
  EXPECT_TRUE(run.err.starts_with(kNote));
}

TEST_F(ReplayOutput, IsAnOverviewWhenNothingElseIsAskedFor) {
  const auto run = replay({"--cells", cells_, "--timezone", "Europe/Paris"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_TRUE(
      run.out.starts_with("2026-01-01 04:00 to 2026-01-02 04:00, Europe/Paris\n"
                          "\n"
                          "people               04  08  12  16  20  00       most     at\n"
                          "ecgi:001-01-0000001           8                     25  13:00\n"
                          "ecgi:001-01-0000002           .                    <20\n"
                          "ecgi:001-02-0000009           -                no data\n"))
      << run.out;
  EXPECT_TRUE(
      run.out.ends_with("1 to 8   an hour in eighths of the most; . is withheld, - no data\n"
                        "<20      fewer than 20 people, or nobody: withheld\n"
                        "+        what is withheld comes in addition\n"
                        "no data  nothing captured then, or of this network and radio all day\n" +
                        std::string{kNote}))
      << run.out;
  EXPECT_EQ(run.err.find(kNote), std::string::npos);
}

TEST_F(ReplayOutput, HasTheRowsOfTheStatisticsThatWereNamed) {
  const auto run = replay({"--cells", cells_, "--stat", "presence", "--timezone", "Europe/Paris"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(run.out,
            std::string{"times of Europe/Paris\n"
                        "\n"
                        "presence             when                        people\n"
                        "ecgi:001-01-0000001  2026-01-01 13:00 to 14:00       25\n"
                        "ecgi:001-01-0000002  2026-01-01 13:00 to 14:00      <20\n"
                        "ecgi:001-02-0000009  2026-01-01 13:00 to 14:00  no data\n"
                        "\n"
                        "<20      fewer than 20 people, or nobody: withheld\n"
                        "+        what is withheld comes in addition\n"
                        "no data  nothing captured then, or of this network and radio all day\n"} +
                kNote);
  const auto stats_of = [](const ProgramRun& csv) {
    std::set<std::string> stats;
    std::istringstream lines{csv.out};
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) stats.insert(line.substr(0, line.find(',')));
    return stats;
  };
  using Stats = std::set<std::string>;
  EXPECT_EQ(stats_of(replay({"--csv", "--stat", "events"})), (Stats{"events"}));
  EXPECT_EQ(stats_of(replay({"--csv", "--stat", "events,presence"})),
            (Stats{"events", "presence"}));
  EXPECT_EQ(stats_of(replay({"--csv", "--stat", "events", "--stat", "presence"})),
            (Stats{"events", "presence"}));
  const auto json = replay({"--json", "--stat", "presence"});
  EXPECT_EQ(json.out.find("visitors"), std::string::npos);
  EXPECT_NE(json.out.find(R"({"stat":"presence",)"), std::string::npos);
}

TEST_F(ReplayOutput, MarksExactCountsEverywhere) {
  const auto table = replay({"--exact"});
  EXPECT_EQ(table.exit_code, 0);
  EXPECT_TRUE(table.out.starts_with(kBanner)) << table.out;
  EXPECT_TRUE(table.out.ends_with(kBanner)) << table.out;
  EXPECT_TRUE(table.err.starts_with(std::string{"\n"} + kBanner)) << table.err;
  EXPECT_TRUE(table.err.ends_with(kBanner));

  const auto json = replay({"--exact", "--json"});
  std::istringstream lines{json.out};
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    EXPECT_TRUE(line.ends_with(R"(,"exact":true})")) << line;
  }
  EXPECT_GT(count, 6);
  EXPECT_TRUE(json.err.starts_with(kBanner));

  const auto csv = replay({"--exact", "--csv"});
  EXPECT_TRUE(of_cells(csv.out).starts_with(
      std::string{kCsvHeader} +
      ",exact\n"
      "events,ecgi:001-01-0000001,2026-01-01T12:00:00Z,2026-01-01T13:00:00Z,attach,,,,,,,"
      "published,27,true\n"))
      << csv.out;
}

TEST_F(ReplayOutput, FollowsTheThresholdThatWasAskedFor) {
  const auto has_published = [&](const char* k) {
    const auto run = replay({"--csv", "--people-min", k});
    EXPECT_EQ(run.exit_code, 0);
    return run.out.find("published") != std::string::npos;
  };
  EXPECT_TRUE(has_published("25"));
  EXPECT_FALSE(has_published("30"));
}

TEST_F(ReplayOutput, SaysInEveryRowThatTheThresholdIsBelowTheFloor) {
  const std::string file = folder_.path("small.pcap");
  CrowdCapture{file}.attach(CrowdCapture::kNoon, 0, 9, "ecgi:001-01-0000001");
  const auto small = [&](const char* form) {
    return ProgramRun::of(
        {"replay", form, "--people-min", "5", "--i-know-that-small-groups-identify-people", file});
  };
  const auto json = small("--json");
  EXPECT_EQ(json.exit_code, 0);
  std::istringstream rows{json.out};
  for (std::string row; std::getline(rows, row);) {
    const bool of_attach = row.find(R"("kind":"attach")") != std::string::npos;
    if (of_attach) {
      EXPECT_TRUE(row.find(R"("state":"published","value":10)") != std::string::npos) << row;
    }
    EXPECT_TRUE(row.ends_with(R"(,"people_min":5})")) << row;
  }
  EXPECT_TRUE(
      of_cells(small("--csv").out)
          .starts_with(
              std::string{kCsvHeader} +
              ",people_min\n"
              "events,ecgi:001-01-0000001,2026-01-01T12:00:00Z,2026-01-01T13:00:00Z,attach,,,,,,,"
              "published,10,5\n"));
}

// Events that come hours late are not counted, and that is said.
TEST_F(ReplayOutput, IsIncompleteWhenEventsCameAfterTheirHourWasClosed) {
  const std::string file = folder_.path("swapped.pcap");
  {
    CrowdCapture crowd{file};
    crowd.attach(CrowdCapture::kNoon + 5 * 3600, 0, 30, "ecgi:001-01-0000001");
    crowd.attach(CrowdCapture::kNoon, 100, 30, "ecgi:001-01-0000001");
  }
  const auto run = ProgramRun::of({"replay", "--json", file});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_TRUE(run.err.starts_with(
      "celltally: 30 events came after their hour was closed and are not counted; sort the capture "
      "by time: reordercap IN OUT\n"))
      << run.err;
  EXPECT_NE(run.err.find("complete                    no"), std::string::npos);
}

TEST_F(ReplayOutput, LeavesOutTestNetworksOnRequest) {
  const auto run = replay({"--csv", "--drop-test-networks"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(of_cells(run.out), std::string{kCsvHeader} + "\n");
  EXPECT_TRUE(run.err.starts_with("celltally: nothing to count: no event names a cell\n"));
}

TEST_F(ReplayOutput, IsTheSameOnEachRunAndFromAPipe) {
  const auto first = replay({"--json"});
  EXPECT_EQ(replay({"--json"}).out, first.out);
  const auto piped =
      ProgramRun::of({"replay", "-", "--json"}, ProgramRun::Setting::reading(capture_));
  EXPECT_EQ(piped.exit_code, 0);
  EXPECT_EQ(piped.out, first.out);
}

TEST_F(ReplayOutput, DoesNotBeginWithAListOfCellsThatHasAMistake) {
  const std::string list = folder_.path("list.csv");
  std::ofstream{list} << "ecgi:001-01-0000009\necgi:001-01-000000\ntai:001-01-0001\n";
  const auto run = replay({"--json", "--cells", list, folder_.path("none.pcap")});
  EXPECT_EQ(run.exit_code, 78);
  EXPECT_EQ(run.err, "celltally: " + list +
                         ":2: place is \"ecgi:001-01-000000\"; write it like "
                         "ecgi:208-93-1234501\ncelltally: " +
                         list + ":3: place is \"tai:001-01-0001\"; write a cell, not an area\n");
  EXPECT_EQ(run.out, "");
}

TEST_F(ReplayOutput, SaysHowOftenTheListNamesACellAgain) {
  const std::string list = folder_.path("list.csv");
  std::ofstream{list} << "ecgi:001-01-0000009\necgi:001-01-0000009\necgi:001-01-0000009\n";
  const auto run = replay({"--json", "--cells", list});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_TRUE(run.err.starts_with("celltally: " + list + ": 2 rows name a cell again\n"))
      << run.err;
}

TEST_F(ReplayOutput, WarnsAndFailsWhenATableWasTooSmall) {
  const std::string file = folder_.path("many.pcap");
  CrowdCapture{file}.attach(CrowdCapture::kNoon, 0, 1010, "ecgi:001-01-0000001");
  const auto run = ProgramRun::of({"replay", "--json", "--people-max", "1000", file});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_TRUE(
      run.err.starts_with("celltally: 10 events were not counted, for a table was full, and "
                          "the counts are too low; raise --people-max, now 1000\n"))
      << run.err;
  EXPECT_NE(run.out.find(R"("value":1000})"), std::string::npos);
  EXPECT_EQ(ProgramRun::of({"replay", "--json", "--people-max", "1010", file}).exit_code, 0);
  EXPECT_EQ(ProgramRun::of({"replay", "--json", file}).exit_code, 0);
}

}  // namespace
}  // namespace celltally
