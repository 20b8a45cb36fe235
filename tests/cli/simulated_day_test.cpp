// A simulated day: exact counts of events are what a perfect probe would tell, released ones follow
// from them. How near the other statistics come to what is true, `celltally accuracy` tells.

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/program_run.hpp"
#include "tests/cli/seen_counts.hpp"

namespace celltally {
namespace {

using testing::csv_rows;
using testing::key_of;
using testing::ProgramRun;
using testing::SeenCounts;
using testing::TemporaryFolder;

class SimulatedDay : public ::testing::TestWithParam<const char*> {
 protected:
  // Of the day's whole hours, so that the capture begins and ends with one.
  void simulate(const char* interfaces) {
    const auto run =
        ProgramRun::of({"simulate", world_, "--sightings", seen_, "--machines-out", machines_,
                        "--interfaces", interfaces, "--people", "300", "--cells-number", "6"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
  }

  TemporaryFolder folder_;
  std::string world_ = folder_.path("world.pcap");
  std::string seen_ = folder_.path("seen.csv");
  std::string machines_ = folder_.path("machines");
};

TEST_P(SimulatedDay, ExactCountsAreWhatAPerfectProbeWouldTell) {
  simulate(GetParam());
  const SeenCounts seen{seen_};
  const auto run = ProgramRun::of({"replay", "--exact", "--csv", "--machines", machines_, world_});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  std::size_t found = 0;
  for (auto& row : csv_rows(run.out)) {
    if (row["stat"] != "events" || row["kind"].empty()) continue;  // services are told beside
    const std::string key = key_of(row);
    EXPECT_EQ(row["value"], std::to_string(seen[key].value)) << key;
    found += seen[key].value > 0 ? 1u : 0u;
  }
  EXPECT_EQ(found, seen.size()) << "every event seen is counted";
  EXPECT_GT(found, 100u);
}

// Where the identity or the session that is known by it is in every message.
INSTANTIATE_TEST_SUITE_P(Interfaces, SimulatedDay, ::testing::Values("s11", "gtpv1", "sgs"));

// Sessions last for days, and what they are known by is forgotten at four in the morning. By zone,
// so that the numbers are large.
TEST_F(SimulatedDay, TheSecondDayHasAsManyPeopleAsAreThere) {
  const std::string truth = folder_.path("truth.csv"), cells = folder_.path("cells.csv");
  const auto simulated =
      ProgramRun::of({"simulate", world_, "--truth", truth, "--cells-out", cells, "--machines-out",
                      machines_, "--people", "200", "--cells-number", "6", "--days", "2"});
  ASSERT_EQ(simulated.exit_code, 0) << simulated.err;
  const auto counted =
      ProgramRun::of({"replay", "--exact", "--csv", "--stat", "presence", "--level", "zone",
                      "--cells", cells, "--machines", machines_, world_});
  ASSERT_EQ(counted.exit_code, 0) << counted.err;
  const auto second_day = [](const std::vector<std::map<std::string, std::string>>& rows) {
    double sum = 0;
    for (auto row : rows) {
      const bool later = row["from"] >= "2026-01-16T04" && row["from"] < "2026-01-17T03";
      const bool zone = row["place"].starts_with("zone:") && row["value"] != "";
      if (row["stat"] == "presence" && later && zone) sum += std::stod(row["value"]);
    }
    return sum;
  };
  std::ostringstream true_rows;
  true_rows << std::ifstream{truth}.rdbuf();
  const double is = second_day(csv_rows(true_rows.str()));
  EXPECT_GT(is, 1000);
  EXPECT_NEAR(second_day(csv_rows(counted.out)), is, is / 6);
}

TEST_F(SimulatedDay, ReleasedCountsFollowFromTheExactOnesByTheRules) {
  simulate("s11");
  const SeenCounts seen{seen_};
  const auto run = ProgramRun::of({"replay", "--csv", "--machines", machines_, world_});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  std::size_t published = 0, withheld = 0;
  for (auto& row : csv_rows(run.out)) {
    if (row["stat"] != "events" || row["kind"].empty()) continue;  // services are told beside
    const std::string key = key_of(row);
    if (seen[key].people.size() < 20) {
      EXPECT_EQ(row["state"], "withheld") << key;
      EXPECT_EQ(row["value"], "") << key;
      ++withheld;
    } else {
      EXPECT_EQ(row["state"], "published") << key;
      EXPECT_EQ(row["value"], std::to_string((seen[key].value + 2) / 5 * 5)) << key;
      ++published;
    }
  }
  EXPECT_GT(published, 20u);
  EXPECT_GT(withheld, 20u);
}

TEST_F(SimulatedDay, TheTableHasALineOfEachRow) {
  simulate("s11");
  const auto table = ProgramRun::of({"replay", "--stat", "presence", world_});
  const auto csv = ProgramRun::of({"replay", "--stat", "presence", "--csv", world_});
  std::multiset<std::string> expected, lines_of_hours;
  for (auto& row : csv_rows(csv.out)) {
    expected.insert(row["place"] + " " + row["from"].substr(11, 5) + " " +
                    (row["state"] == "published" ? row["value"] : "<20"));
  }
  std::istringstream lines{table.out};
  for (std::string line; std::getline(lines, line);) {
    std::istringstream words{line};
    std::string place, date, from, to, end, value;
    words >> place >> date >> from >> to >> end >> value;
    if (date.starts_with("2026-01-1")) lines_of_hours.insert(place + " " + from + " " + value);
  }
  EXPECT_EQ(lines_of_hours, expected);
  EXPECT_GT(expected.size(), 100u);
}

}  // namespace
}  // namespace celltally
