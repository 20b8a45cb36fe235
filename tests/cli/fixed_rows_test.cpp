// Which rows there are, and what they say, must not depend on one person.

#include <gtest/gtest.h>

#include <map>
#include <set>
#include <sstream>

#include "tests/cli/crowd_capture.hpp"
#include "tests/cli/program_run.hpp"

namespace celltally {
namespace {

using testing::CrowdCapture;
using testing::ProgramRun;
using testing::TemporaryFolder;

constexpr std::int64_t kHour = 3600;
constexpr const char* kBusy = "ecgi:001-01-0000001";
constexpr const char* kSilent = "ecgi:001-01-0000002";

class FixedRows : public ::testing::Test {
 protected:
  FixedRows() { std::ofstream{cells_} << kBusy << '\n' << kSilent << "\necgi:001-02-0000003\n"; }

  // People of the busy cell in three hours of two days, and what `more` adds to them.
  template <typename More>
  ProgramRun replay(const ProgramRun::Arguments& options, const More& more) {
    {
      CrowdCapture crowd{capture_};
      crowd.attach(CrowdCapture::kNoon, 0, 30, kBusy);
      crowd.attach(CrowdCapture::kNoon + kHour, 100, 30, kBusy);
      crowd.attach(CrowdCapture::kNoon + 3 * kHour, 200, 30, kBusy);
      more(crowd);
      crowd.attach(CrowdCapture::kNoon + 20 * kHour, 300, 30, kBusy);
    }
    ProgramRun::Arguments arguments{"replay", "--json", capture_};
    arguments.insert(arguments.end(), options.begin(), options.end());
    return ProgramRun::of(arguments);
  }

  static void nothing(CrowdCapture&) {}

  TemporaryFolder folder_;
  std::string capture_ = folder_.path("crowd.pcap");
  std::string cells_ = folder_.path("cells.csv");
};

TEST_F(FixedRows, AreTheSameToTheByteWithOnePersonMoreInASilentCell) {
  const auto without = replay({"--cells", cells_}, nothing);
  EXPECT_EQ(without.exit_code, 0) << without.err;
  EXPECT_NE(without.out, "");
  const auto with = replay({"--cells", cells_}, [](CrowdCapture& crowd) {
    crowd.attach(CrowdCapture::kNoon + 3 * kHour + 600, 400, 1, kSilent);
  });
  EXPECT_EQ(with.out, without.out);
  // A kind of its own.
  const auto asked = replay({"--cells", cells_}, [](CrowdCapture& crowd) {
    const auto at = Timestamp::from_seconds(CrowdCapture::kNoon + 3 * kHour + 600);
    crowd.ask_for_service(at, 5, kSilent);
  });
  EXPECT_EQ(asked.out, without.out);
}

std::string field(const std::string& line, const std::string& name) {
  const std::size_t at = line.find("\"" + name + "\":\"");
  if (at == std::string::npos) return {};
  const std::size_t from = at + name.size() + 4;
  return line.substr(from, line.find('"', from) - from);
}

TEST_F(FixedRows, AreCellsTimesKindsTimesHoursWithoutHoles) {
  for (const ProgramRun::Arguments& options :
       {ProgramRun::Arguments{"--cells", cells_}, {"--cells", cells_, "--exact"}, {}}) {
    const auto run = replay(options, nothing);
    std::map<std::string, std::set<std::string>> cells, kinds, windows;  // by statistic
    std::map<std::string, std::size_t> rows;
    std::istringstream lines{run.out};
    for (std::string line; std::getline(lines, line);) {
      const std::string statistic = field(line, "stat");
      const bool of_cells =
          statistic == "events" || statistic == "presence" || statistic == "visitors";
      if (!of_cells) continue;
      cells[statistic].insert(field(line, "place"));
      kinds[statistic].insert(field(line, "kind") + field(line, "class"));
      windows[statistic].insert(field(line, "from"));
      ++rows[statistic];
    }
    for (const auto& [statistic, count] : rows) {
      EXPECT_EQ(count,
                cells[statistic].size() * kinds[statistic].size() * windows[statistic].size())
          << statistic;
      EXPECT_EQ(cells[statistic].size(), options.empty() ? 1u : 3u);
      EXPECT_EQ(windows[statistic].size(), statistic == "visitors" ? 2u : 21u) << statistic;
    }
    EXPECT_EQ(kinds["events"], std::set<std::string>{"attach"});
  }
}

TEST_F(FixedRows, HaveNoDataWhereThereWasNoPacketOrNoSuchNetwork) {
  const auto run = replay({"--cells", cells_}, nothing);
  std::istringstream lines{run.out};
  for (std::string line; std::getline(lines, line);) {
    if (field(line, "stat") != "presence") continue;
    const std::string hour = field(line, "from");
    const bool captured = hour == "2026-01-01T12:00:00Z" || hour == "2026-01-01T13:00:00Z" ||
                          hour == "2026-01-01T15:00:00Z" || hour == "2026-01-02T08:00:00Z";
    const bool in_sight = field(line, "place") != "ecgi:001-02-0000003";
    EXPECT_EQ(field(line, "state") == "no_data", !captured || !in_sight) << line;
  }
}

}  // namespace
}  // namespace celltally
