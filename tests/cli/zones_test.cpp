// Where cells are, given to `celltally replay`.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <set>
#include <sstream>
#include <string>

#include "tests/cli/crowd_capture.hpp"
#include "tests/cli/program_run.hpp"

namespace celltally {
namespace {

using testing::CrowdCapture;
using ::testing::HasSubstr;
using testing::ProgramRun;
using testing::TemporaryFolder;

class Zones : public ::testing::Test {
 protected:
  Zones() {
    CrowdCapture{capture_}.attach(CrowdCapture::kNoon, 0, 30, "ecgi:001-01-0000001");
    std::ofstream{cells_} << "CELL,TOWN,lon,lat\necgi:001-01-0000001,,0.5,0.25\n"
                             "ecgi:001-01-0000102,old town,,\n";
    std::ofstream{zones_} << R"({"type":"FeatureCollection","features":[{"type":"Feature",)"
                             R"("properties":{"name":"harbour"},"geometry":{"type":"Polygon",)"
                             R"("coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]})";
  }

  ProgramRun replay(const ProgramRun::Arguments& options) const {
    ProgramRun::Arguments arguments{"replay", "--json", capture_};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return ProgramRun::of(arguments);
  }

  TemporaryFolder folder_;
  std::string capture_ = folder_.path("crowd.pcap");
  std::string cells_ = folder_.path("cells.csv");
  std::string zones_ = folder_.path("zones.geojson");
};

TEST_F(Zones, AreTold) {
  const auto run =
      replay({"--cells", cells_, "--cells-columns", "place=CELL,zone=TOWN", "--zones", zones_});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_THAT(run.err, HasSubstr("celltally: " + cells_ +
                                 ": 2 cells, 1 with a position, 2 sites, 2 zones, 0 in no zone\n"));
  EXPECT_THAT(run.out, HasSubstr("ecgi:001-01-0000102"));
}

// The places of the rows of one statistic.
std::set<std::string> places_of(const ProgramRun& run, const std::string& statistic) {
  std::set<std::string> places;
  std::istringstream lines{run.out};
  for (std::string line; std::getline(lines, line);) {
    const std::string begin = R"({"stat":")" + statistic + R"(","place":")";
    if (line.starts_with(begin)) {
      places.insert(line.substr(begin.size(), line.find('"', begin.size()) - begin.size()));
    }
  }
  return places;
}

TEST_F(Zones, ThePlacesOfPeopleAreOfTheLevelThatWasAskedFor) {
  const ProgramRun::Arguments lists{"--cells", cells_, "--cells-columns", "place=CELL,zone=TOWN",
                                    "--zones", zones_};
  const auto at_level = [&](const ProgramRun::Arguments& options) {
    ProgramRun::Arguments all = lists;
    all.insert(all.end(), options.begin(), options.end());
    const auto run = replay(all);
    EXPECT_EQ(run.exit_code, 0) << run.err;
    const std::set<std::string> places = places_of(run, "presence");
    EXPECT_EQ(places_of(run, "visitors"), places);
    EXPECT_EQ(places_of(run, "dwell"), places);
    EXPECT_EQ(places_of(run, "events"),
              (std::set<std::string>{"ecgi:001-01-0000001", "ecgi:001-01-0000102"}));
    return places;
  };
  using Places = std::set<std::string>;
  EXPECT_EQ(at_level({}), (Places{"ecgi:001-01-0000001", "ecgi:001-01-0000102"}));
  EXPECT_EQ(at_level({"--level", "cell"}), at_level({}));
  const Places zones{"zone:harbour", "zone:none", "zone:old town"};
  EXPECT_EQ(at_level({"--level", "zone"}), zones);
  EXPECT_EQ(at_level({"--areas"}), zones);
  EXPECT_EQ(at_level({"--level", "site"}).size(), 2u);
  EXPECT_TRUE(at_level({"--level", "site"}).begin()->starts_with("site:"));
}

TEST_F(Zones, PresenceHasTheGrainThatWasAskedFor) {
  const auto first_window = [&](const char* grain) {
    const auto run = replay({"--stat", "presence", "--grain", grain});
    EXPECT_EQ(run.exit_code, 0) << run.err;
    return run.out.substr(0, run.out.find(R"(,"state")"));
  };
  const std::string row = R"({"stat":"presence","place":"ecgi:001-01-0000001",)";
  EXPECT_EQ(first_window("15"),
            row + R"("from":"2026-01-01T12:00:00Z","to":"2026-01-01T12:15:00Z")");
  EXPECT_EQ(first_window("60"),
            row + R"("from":"2026-01-01T12:00:00Z","to":"2026-01-01T13:00:00Z")");
  EXPECT_EQ(first_window("180"),
            row + R"("from":"2026-01-01T10:00:00Z","to":"2026-01-01T13:00:00Z")");
}

TEST_F(Zones, AreAskedForWhereFlowsAndOriginsAreWantedAndThereAreNone) {
  struct Case {
    ProgramRun::Arguments options;
    std::string said;
  };
  const std::string where =
      "needs zones, and no cell is in one; say where cells are with --cells FILE, and which zone "
      "each is in: in its column zone, or by the polygons of --zones FILE\n";
  const std::string which =
      "needs zones, and no cell is in one; name each cell's zone in a column "
      "zone of " +
      cells_ + ", or give polygons with --zones FILE\n";
  const ProgramRun::Arguments plain{"--cells", cells_, "--cells-columns", "place=CELL"};
  const ProgramRun::Arguments zoned{"--cells", cells_, "--cells-columns", "place=CELL,zone=TOWN"};
  const auto with = [](ProgramRun::Arguments options, const char* statistics) {
    options.insert(options.end(), {"--stat", statistics});
    return options;
  };
  const Case kCases[] = {
      {with({}, "flows"), "celltally: --stat flows: " + where},
      {with({}, "presence,origin,flows"), "celltally: --stat flows and origin: " + where},
      {with(plain, "origin"), "celltally: --stat origin: " + which},
      {with(zoned, "flows,origin"), ""},
      {with({}, "presence"), ""},
      {{}, ""},
  };
  for (const Case& test : kCases) {
    const auto run = replay(test.options);
    EXPECT_EQ(run.exit_code, 0);
    const bool said = run.err.find("--stat") != std::string::npos;
    EXPECT_EQ(said, !test.said.empty()) << run.err;
    EXPECT_THAT(run.err, HasSubstr(test.said));
  }
}

TEST_F(Zones, ThatAreWrongAreRefused) {
  struct Case {
    ProgramRun::Arguments options;
    int exit_code;
    std::string problem;
  };
  std::ofstream{zones_} << "[";
  const Case kCases[] = {
      {{"--cells", cells_, "--cells-columns", "place=CELL", "--zones", zones_},
       78,
       "celltally: " + zones_ +
           ":1:2: from here on it is no JSON; mend it, or export the zones anew\n"},
      {{"--cells", cells_, "--cells-columns", "town=TOWN"},
       2,
       "--cells-columns: \"town\" is not known; write one of place, radio, mcc, net, area, cell, "
       "longitude, latitude, site, zone, separator"},
      {{"--zones", zones_}, 2, "--zones requires --cells"},
      {{"--cells", cells_, "--zones", "-"},
       2,
       "--zones: standard input is for captures; name a file"},
  };
  for (const Case& test : kCases) {
    const auto run = replay(test.options);
    EXPECT_EQ(run.exit_code, test.exit_code);
    EXPECT_THAT(run.err, HasSubstr(test.problem));
    EXPECT_EQ(run.out, "");
  }
}

}  // namespace
}  // namespace celltally
