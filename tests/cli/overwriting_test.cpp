// No input is lost by a slip of the pen, and no old result by an interrupted run.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>

#include "tests/cli/crowd_capture.hpp"
#include "tests/cli/program_run.hpp"

namespace celltally {
namespace {

using testing::CrowdCapture;
using ::testing::ElementsAre;
using testing::ProgramRun;
using ::testing::StartsWith;
using testing::TemporaryFolder;

class Overwriting : public ::testing::Test {
 protected:
  Overwriting() {
    CrowdCapture{capture_}.attach(CrowdCapture::kNoon, 0, 30, "ecgi:001-01-0000001");
    std::ofstream{cells_} << "ecgi:001-01-0000001\n";
    before_ = ProgramRun::text_of(capture_);
  }

  void expect_refused(const ProgramRun::Arguments& arguments, const std::string& error) {
    const auto run = ProgramRun::of(arguments);
    EXPECT_EQ(run.exit_code, 2) << error;
    EXPECT_EQ(run.err, "celltally " + arguments[0] + ": " + error + "; see celltally " +
                           arguments[0] + " --help\n");
    EXPECT_EQ(run.out, "");
    EXPECT_EQ(ProgramRun::text_of(capture_), before_);
    EXPECT_EQ(ProgramRun::text_of(cells_), "ecgi:001-01-0000001\n");
  }

  std::vector<std::string> files() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::directory_iterator{folder_.path("")}) {
      names.push_back(entry.path().filename());
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  TemporaryFolder folder_;
  std::string capture_ = folder_.path("crowd.pcap");
  std::string cells_ = folder_.path("cells.csv");
  std::string before_;
};

TEST_F(Overwriting, IsRefusedWhereAnInputOrAResultWouldBeLost) {
  const std::string again = folder_.path("./crowd.pcap");
  const std::string link = folder_.path("link.pcap");
  std::filesystem::create_symlink("crowd.pcap", link);
  const std::string fresh = folder_.path("fresh.pcap");
  expect_refused({"replay", capture_, "--summary", capture_},
                 "--summary: " + capture_ + " is read as well; name another file");
  expect_refused({"replay", capture_, "--summary", again},
                 "--summary: " + again + " is read as well; name another file");
  expect_refused({"replay", link, "--summary", capture_},
                 "--summary: " + capture_ + " is read as well; name another file");
  expect_refused({"replay", capture_, "--cells", cells_, "--summary", cells_},
                 "--summary: " + cells_ + " is read as well; name another file");
  expect_refused(
      {"replay", folder_.path("other.pcap"), "--summary", capture_},
      "--summary: " + capture_ + " holds a capture, which would be lost; name another file");
  expect_refused({"replay", capture_, "--summary", "-"},
                 "--summary: standard output is taken by the results; name a file");
  expect_refused({"replay", capture_, "--cells", "-"},
                 "--cells: standard input is for captures; name a file");
  expect_refused({"simulate", fresh, "--truth", fresh},
                 "--truth: " + fresh + " is written otherwise as well; name another file");
  expect_refused(
      {"simulate", fresh, "--truth", capture_},
      "--truth: " + capture_ + " holds a capture, which would be lost; name another file");
  expect_refused({"simulate", fresh, "--truth", cells_, "--identifiers", cells_},
                 "--identifiers: " + cells_ + " is written otherwise as well; name another file");
  EXPECT_FALSE(std::filesystem::exists(fresh));
}

TEST_F(Overwriting, IsRefusedForTheFileThatStandardInputOrOutputIs) {
  const auto read = ProgramRun::of({"replay", "-", "--summary", capture_},
                                   ProgramRun::Setting::reading(capture_));
  EXPECT_EQ(read.exit_code, 2);
  EXPECT_EQ(ProgramRun::text_of(capture_), before_);
  ProgramRun::Setting to_file;
  to_file.standard_output = folder_.path("rows.json");
  const auto written =
      ProgramRun::of({"replay", "--json", capture_, "--summary", to_file.standard_output}, to_file);
  EXPECT_EQ(written.exit_code, 2);
}

TEST_F(Overwriting, LeavesAnOldSummaryAsItWasWhenInterrupted) {
  const std::string summary = folder_.path("summary.json");
  std::ofstream{summary} << "old";
  const auto run = ProgramRun::signalled({"replay", "--summary", summary, "-"}, before_, SIGINT);
  EXPECT_EQ(run.exit_code, 130);
  EXPECT_EQ(ProgramRun::text_of(summary), "old");
  EXPECT_THAT(files(), ElementsAre("cells.csv", "crowd.pcap", "summary.json"));
  EXPECT_EQ(ProgramRun::of({"replay", "--summary", summary, capture_}).exit_code, 0);
  EXPECT_THAT(ProgramRun::text_of(summary), StartsWith("{\n"));
  EXPECT_THAT(files(), ElementsAre("cells.csv", "crowd.pcap", "summary.json"));
}

TEST_F(Overwriting, LeavesNothingOfAnInterruptedWorld) {
  for (const auto& [signal, code] : {std::pair{SIGINT, 130}, std::pair{SIGTERM, 143}}) {
    const auto run = ProgramRun::signalled({"simulate", "--people", "1000000", "--truth",
                                            folder_.path("truth.csv"), folder_.path("world.pcap")},
                                           "", signal);
    EXPECT_EQ(run.exit_code, code);
    EXPECT_THAT(files(), ElementsAre("cells.csv", "crowd.pcap"));
  }
}

TEST_F(Overwriting, KeepsALinkAndWritesWhatItNames) {
  const std::string summary = folder_.path("summary.json");
  std::filesystem::create_symlink("there.json", summary);
  std::ofstream{folder_.path("there.json")} << "old";
  EXPECT_EQ(ProgramRun::of({"replay", "--summary", summary, capture_}).exit_code, 0);
  EXPECT_TRUE(std::filesystem::is_symlink(summary));
  EXPECT_THAT(ProgramRun::text_of(folder_.path("there.json")), StartsWith("{\n"));
}

TEST_F(Overwriting, IsWhatSimulateDoesToACaptureThatItIsToldToWrite) {
  const auto run = ProgramRun::of({"simulate", capture_, "--people", "1", "--truth",
                                   folder_.path("truth.csv"), "--identifiers", "/dev/null"});
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_NE(ProgramRun::text_of(capture_), before_);
  EXPECT_THAT(files(), ElementsAre("cells.csv", "crowd.pcap", "truth.csv"));
  const auto nowhere = ProgramRun::of({"simulate", "/nowhere/x.pcap", "--people", "1"});
  EXPECT_EQ(nowhere.exit_code, 1);
  EXPECT_EQ(nowhere.err, "celltally: /nowhere/x.pcap: cannot be written\n");
}

}  // namespace
}  // namespace celltally
