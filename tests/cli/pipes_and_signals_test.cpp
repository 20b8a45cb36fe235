#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <csignal>

#include "tests/cli/crowd_capture.hpp"
#include "tests/cli/program_run.hpp"

namespace celltally {
namespace {

using testing::CrowdCapture;
using testing::ProgramRun;
using testing::TemporaryFolder;

class PipesAndSignals : public ::testing::Test {
 protected:
  PipesAndSignals() { CrowdCapture{capture_}.attach(CrowdCapture::kNoon, 0, 30, kCell); }

  static constexpr const char* kCell = "ecgi:001-01-0000001";
  TemporaryFolder folder_;
  std::string capture_ = folder_.path("crowd.pcap");
};

TEST_F(PipesAndSignals, AReaderWhoLeavesEndsItQuietly) {
  int fds[2] = {-1, -1};
  ASSERT_EQ(pipe(fds), 0);
  close(fds[0]);
  for (const char* const command : {"replay", "decode"}) {
    ProgramRun::Setting setting;
    setting.output_descriptor = fds[1];
    const auto run = ProgramRun::of({command, capture_}, setting);
    EXPECT_EQ(run.exit_code, 141) << command;
    EXPECT_EQ(run.err, "") << command;
  }
  ProgramRun::Setting setting;
  setting.output_descriptor = fds[1];
  const auto simulated = ProgramRun::of({"simulate", "-", "--people", "50"}, setting);
  EXPECT_EQ(simulated.exit_code, 141);
  EXPECT_EQ(simulated.err, "");
  close(fds[1]);
}

TEST_F(PipesAndSignals, ACaptureIsNotWrittenToATerminal) {
  const auto run = ProgramRun::on_terminal({"simulate", "-", "--people", "1"}, 80, {});
  EXPECT_EQ(run.exit_code, 2);
  EXPECT_EQ(run.out,
            "celltally simulate: OUT: a capture would upset a terminal; name a file, or redirect "
            "standard output; see celltally simulate --help\n");
}

// A capture or a summary must not be opened in the place of a standard stream that is closed.
TEST_F(PipesAndSignals, AClosedStandardStreamIsAsGoodAsNone) {
  const std::string before = ProgramRun::text_of(capture_);
  const std::string usual = ProgramRun::of({"replay", "--json", capture_}).out;
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    const std::string summary = folder_.path("summary.json");
    ProgramRun::Setting setting;
    setting.closed_descriptor = descriptor;
    const auto run = ProgramRun::of({"replay", "--json", "--summary", summary, capture_}, setting);
    EXPECT_EQ(run.exit_code, 0) << descriptor;
    EXPECT_EQ(run.out, descriptor == STDOUT_FILENO ? "" : usual);
    EXPECT_TRUE(ProgramRun::text_of(summary).ends_with("}\n")) << descriptor;
    EXPECT_EQ(ProgramRun::text_of(summary).find("\"stat\""), std::string::npos);
    EXPECT_EQ(ProgramRun::text_of(capture_), before);
  }
}

TEST_F(PipesAndSignals, AFullDiskIsAnError) {
  ProgramRun::Setting full;
  full.standard_output = "/dev/full";
  const auto replay = ProgramRun::of({"replay", capture_}, full);
  EXPECT_EQ(replay.exit_code, 1);
  EXPECT_EQ(replay.err, "celltally: the counts cannot be written: No space left on device\n");
  const auto decode = ProgramRun::of({"decode", capture_}, full);
  EXPECT_EQ(decode.exit_code, 1);
  EXPECT_EQ(decode.err, "celltally: the messages cannot be written: No space left on device\n");
}

TEST_F(PipesAndSignals, AnInterruptedReplayPrintsNoCounts) {
  const std::string begun = ProgramRun::text_of(capture_);
  const auto interrupted = ProgramRun::signalled({"replay", "--json", "-"}, begun, SIGINT);
  EXPECT_EQ(interrupted.exit_code, 130);
  EXPECT_EQ(interrupted.out, "");
  EXPECT_EQ(
      interrupted.err,
      "\ncelltally: interrupted: nothing is printed, for counts of half a capture are wrong\n");
  EXPECT_EQ(ProgramRun::signalled({"replay", "-"}, begun, SIGTERM).exit_code, 143);
}

TEST_F(PipesAndSignals, AnInterruptedReplayMayNotEvenHaveAPacket) {
  const auto run = ProgramRun::signalled({"replay", "--json", "-"}, "", SIGINT);
  EXPECT_EQ(run.exit_code, 130);
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(
      run.err,
      "\ncelltally: interrupted: nothing is printed, for counts of half a capture are wrong\n");
}

TEST_F(PipesAndSignals, AnInterruptedDecodeEndsAfterAWholeLine) {
  const auto run =
      ProgramRun::signalled({"decode", "--json", "-"}, ProgramRun::text_of(capture_), SIGINT);
  EXPECT_EQ(run.exit_code, 130);
  EXPECT_EQ(run.err, "");
  EXPECT_TRUE(run.out.empty() || run.out.ends_with("}\n"));
}

}  // namespace
}  // namespace celltally
