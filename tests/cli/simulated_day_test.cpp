// A simulated day, whose truth is known: exact counts are the truth, released ones follow from it.

#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "tests/cli/program_run.hpp"

namespace celltally {
namespace {

using testing::ProgramRun;
using testing::TemporaryFolder;

std::vector<std::string> fields(const std::string& line) {
  std::vector<std::string> fields(1);
  for (const char c : line) {
    if (c == ',') {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

// Rows of CSV as maps from the column's name.
std::vector<std::map<std::string, std::string>> rows(const std::string& text) {
  std::istringstream lines{text};
  std::string line;
  std::getline(lines, line);
  const auto names = fields(line);
  std::vector<std::map<std::string, std::string>> rows;
  while (std::getline(lines, line)) {
    const auto values = fields(line);
    auto& row = rows.emplace_back();
    for (std::size_t i = 0; i < names.size(); ++i) row[names[i]] = values.at(i);
  }
  return rows;
}

std::string key(std::map<std::string, std::string>& row) {
  return row["stat"] + " " + row["place"] + " " + row["from"] + " " + row["to"] + " " + row["kind"];
}

class SimulatedDay : public ::testing::Test {
 protected:
  SimulatedDay() {
    const auto run = ProgramRun::of({"simulate", town_, "--truth", truth_file_, "--people", "300"});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    for (auto& row : rows(ProgramRun::text_of(truth_file_))) truth_[key(row)] = row;
  }

  std::uint64_t truth(const std::string& key, const char* column) {
    const auto found = truth_.find(key);
    return found == truth_.end() ? 0 : std::stoull(found->second[column]);
  }

  TemporaryFolder folder_;
  std::string town_ = folder_.path("town.pcap");
  std::string truth_file_ = folder_.path("truth.csv");
  std::map<std::string, std::map<std::string, std::string>> truth_;
};

TEST_F(SimulatedDay, ExactCountsAreTheTruth) {
  const auto run = ProgramRun::of({"replay", "--exact", "--csv", town_});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  std::size_t found = 0;
  for (auto& row : rows(run.out)) {
    const std::string name = key(row);
    EXPECT_EQ(row["value"], std::to_string(truth(name, "value"))) << name;
    found += truth_.count(name);
  }
  EXPECT_EQ(found, truth_.size()) << "every row of the truth is there";
  EXPECT_GT(found, 100u);
}

TEST_F(SimulatedDay, ReleasedCountsFollowFromTheTruthByTheRules) {
  const auto run = ProgramRun::of({"replay", "--csv", town_});
  ASSERT_EQ(run.exit_code, 0) << run.err;
  std::size_t published = 0, withheld = 0;
  for (auto& row : rows(run.out)) {
    const std::string name = key(row);
    // A session that is silent for hours is forgotten, and with it who ends it.
    if (row["kind"] == "session_end" && row["state"] == "withheld") continue;
    if (truth(name, "people") < 20) {
      EXPECT_EQ(row["state"], "withheld") << name;
      EXPECT_EQ(row["value"], "") << name;
      ++withheld;
    } else {
      EXPECT_EQ(row["state"], "published") << name;
      EXPECT_EQ(row["value"], std::to_string((truth(name, "value") + 2) / 5 * 5)) << name;
      ++published;
    }
  }
  EXPECT_GT(published, 20u);
  EXPECT_GT(withheld, 20u);
}

TEST_F(SimulatedDay, TheTableIsTheOneThatTheRowsMake) {
  const auto table = ProgramRun::of({"replay", town_});
  const auto csv = ProgramRun::of({"replay", "--csv", town_});
  std::uint64_t presences = 0, seen = 0;
  for (auto& row : rows(csv.out)) presences += row["stat"] == "presence" ? 1u : 0u;
  std::istringstream lines{table.out};
  for (std::string line; std::getline(lines, line);)
    seen += line.find("  2026-01-15 ") == std::string::npos ? 0u : 1u;
  EXPECT_EQ(seen, presences);
}

}  // namespace
}  // namespace celltally
