// A simulated day: exact counts of events are what a perfect probe would tell, released ones follow
// from them. How near the other statistics come to what is true, `celltally accuracy` tells.

#include <gtest/gtest.h>

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
