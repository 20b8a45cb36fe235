// `celltally replay --noise`: what is printed when every number has noise of its own.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "tests/cli/crowd_capture.hpp"
#include "tests/cli/program_run.hpp"

namespace celltally {
namespace {

using testing::CrowdCapture;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::ProgramRun;
using testing::TemporaryFolder;
using Json = nlohmann::json;

// A thousand people in one cell, three in another of the same zone, nobody in the third.
class ReplayNoise : public ::testing::Test {
 protected:
  ReplayNoise() {
    CrowdCapture crowd{capture_};
    crowd.attach(CrowdCapture::kNoon, 0, 1000, "ecgi:001-01-0000001");
    crowd.attach(CrowdCapture::kNoon + 1500, 2000, 3, "ecgi:001-01-0000002");
  }

  ProgramRun replay(ProgramRun::Arguments more) const {
    more.insert(more.begin(), {"replay", capture_, "--cells", cells_});
    return ProgramRun::of(more);
  }

  static std::vector<Json> rows_of(const ProgramRun& run) {
    std::vector<Json> rows;
    std::istringstream lines{run.out};
    for (std::string line; std::getline(lines, line);) rows.push_back(Json::parse(line));
    return rows;
  }

  TemporaryFolder folder_;
  std::string capture_ = folder_.path("crowd.pcap");
  std::string cells_ = [this] {
    const std::string text =
        "place,zone\necgi:001-01-0000001,A\necgi:001-01-0000002,A\necgi:001-01-0000003,A\n";
    return folder_.file("cells.csv", {text.begin(), text.end()});
  }();
};

TEST_F(ReplayNoise, TellsOfEveryNumberThatTheListHasHowWideItsNoiseIs) {
  const auto run = replay({"--json", "--noise", "--stat", "presence"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  std::map<std::string, int> states;
  for (const Json& row : rows_of(run)) {
    if (row["from"] != "2026-01-01T12:00:00Z") continue;
    ++states[row["state"]];
    if (row["state"] != "published") continue;
    EXPECT_EQ(row["place"], "ecgi:001-01-0000001");
    EXPECT_EQ(row["sigma"], 18.0);
    // Ten widths of noise: once in 10^22 runs.
    EXPECT_NEAR(row["value"].get<double>(), 1000, 180);
    EXPECT_FALSE(row.contains("noise_seed"));
  }
  EXPECT_EQ(states, (std::map<std::string, int>{{"published", 1}, {"withheld", 2}}));
  EXPECT_THAT(run.err, HasSubstr("epsilon 2.49 at delta"));
}

TEST_F(ReplayNoise, IsDrawnAnewInEachRun) {
  const auto presence = [this] { return replay({"--csv", "--noise"}).out; };
  // Forty numbers are the same twice once in 10^60 runs.
  EXPECT_NE(presence(), presence());
  EXPECT_THAT(replay({"--csv", "--noise"}).err, HasSubstr("Each run draws anew"));
}

TEST_F(ReplayNoise, IsTheSameForTheSameSeedAndEveryRowSaysSo) {
  const auto run = replay({"--json", "--noise", "--noise-seed", "7"});
  EXPECT_EQ(run.out, replay({"--json", "--noise", "--noise-seed", "7"}).out);
  EXPECT_NE(run.out, replay({"--json", "--noise", "--noise-seed", "8"}).out);
  for (const Json& row : rows_of(run)) EXPECT_EQ(row["noise_seed"], 7) << row;
  EXPECT_THAT(run.err, HasSubstr("NOISE FROM SEED 7: for the lab, never publish"));
  EXPECT_THAT(run.err, Not(HasSubstr("Each run draws anew")));
}

TEST_F(ReplayNoise, HasItsWidthInCsvAndInTables) {
  const auto csv = replay({"--csv", "--noise", "--stat", "presence"});
  EXPECT_THAT(csv.out, HasSubstr("state,value,sigma,near_threshold,rest_of\n"));
  EXPECT_THAT(csv.out, HasSubstr(",18.0,,\n"));
  const auto table = replay({"--noise", "--stat", "presence"});
  EXPECT_THAT(table.out, HasSubstr("  +-\n"));
  EXPECT_THAT(table.out, HasSubstr("  35\n"));
  EXPECT_THAT(table.out,
              HasSubstr("few      withheld: its noisy number is below what is told (dwell "
                        "65, flows 65,\n"));
}

TEST_F(ReplayNoise, TellsNothingExactOfPeopleInTheSummary) {
  const std::string file = folder_.path("summary.json");
  const auto run = replay({"--noise", "--summary", file});
  const Json summary = Json::parse(ProgramRun::text_of(file));
  EXPECT_EQ(summary["mode"], "noise");
  EXPECT_NEAR(summary["day"]["epsilon"].get<double>(), 2.49, 0.01);
  EXPECT_EQ(summary["people"]["state"], "withheld");
  EXPECT_TRUE(summary.contains("not_told"));
  for (const char* const name : {"person_known_by", "events", "sessions", "lists"}) {
    EXPECT_FALSE(summary.contains(name)) << name;
  }
  EXPECT_THAT(run.err, HasSubstr("people, most in a day           not told\n"));
  EXPECT_THAT(run.err, Not(HasSubstr("located events")));
}

// One person's may be late.
TEST_F(ReplayNoise, TellsNotHowManyEventsWereLost) {
  {
    CrowdCapture crowd{capture_};
    crowd.attach(CrowdCapture::kNoon + 9000, 0, 100, "ecgi:001-01-0000001");
    crowd.attach(CrowdCapture::kNoon, 2000, 1, "ecgi:001-01-0000002");
  }
  const auto run = replay({"--noise", "--csv"});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.err, HasSubstr("celltally: some events came after their hour was closed"));
  EXPECT_THAT(run.err, Not(HasSubstr("celltally: 1 events")));
}

TEST_F(ReplayNoise, CannotBeWhereItWouldProtectNobody) {
  struct Case {
    ProgramRun::Arguments arguments;
    const char* text;
  };
  const Case kCases[] = {
      {{"replay", capture_, "--noise"}, "--noise requires --cells"},
      {{"replay", capture_, "--noise-seed", "1"}, "--noise-seed requires --noise"},
      {{"replay", capture_, "--cells", cells_, "--noise", "--exact"}, "--exact excludes --noise"},
      {{"replay", capture_, "--cells", cells_, "--noise", "--stat", "events"},
       "--stat: events have no noise, for what one person adds to them is not bounded; leave them "
       "or --noise out"}};
  for (const Case& test : kCases) {
    const auto run = ProgramRun::of(test.arguments);
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_THAT(run.err, HasSubstr(test.text));
    EXPECT_EQ(run.out, "");
  }
}

}  // namespace
}  // namespace celltally
