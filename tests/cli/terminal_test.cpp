// On a terminal the table has colours and fits the width, and progress leaves nothing behind.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "cli/progress_line.hpp"
#include "tests/cli/crowd_capture.hpp"
#include "tests/cli/program_run.hpp"

namespace celltally {
namespace {

using testing::CrowdCapture;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::ProgramRun;
using testing::TemporaryFolder;

class OnTerminal : public ::testing::Test {
 protected:
  OnTerminal() {
    CrowdCapture crowd{capture_};
    crowd.attach(CrowdCapture::kNoon, 0, 30, "cgi:001-01-0303-0404");
    crowd.attach(CrowdCapture::kNoon + 100, 100, 3, "cgi:001-01-0303-0405");
  }

  ProgramRun replay(std::uint16_t columns, std::vector<std::string> environment) const {
    environment.emplace_back("TERM=xterm");
    return ProgramRun::on_terminal({"replay", capture_}, columns, environment);
  }

  TemporaryFolder folder_;
  std::string capture_ = folder_.path("crowd.pcap");
};

TEST_F(OnTerminal, WithheldNumbersAreDim) {
  const auto run = replay(80, {});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_THAT(run.out, HasSubstr("\033[2m<20\033[0m"));
  EXPECT_THAT(run.out, HasSubstr("cgi:001-01-0303-0404          8                   30  12:00\n"));
}

TEST_F(OnTerminal, NoColourIsUsedWhereItIsNotWanted) {
  EXPECT_THAT(replay(80, {"NO_COLOR=1"}).out, Not(HasSubstr("\033")));
  EXPECT_THAT(ProgramRun::on_terminal({"replay", capture_}, 80, {"TERM=dumb"}).out,
              Not(HasSubstr("\033")));
}

TEST_F(OnTerminal, TheTableFitsTheWidth) {
  for (const unsigned columns : {200u, 80u, 66u, 55u, 40u}) {
    const auto run = replay(static_cast<std::uint16_t>(columns), {"NO_COLOR=1"});
    std::istringstream lines{run.out};
    for (std::string line; std::getline(lines, line) && !line.starts_with("files");) {
      EXPECT_LE(line.size(), columns) << line;
    }
    EXPECT_THAT(run.out, HasSubstr("cgi:001-01-0303-0404")) << columns;
    EXPECT_THAT(run.out, HasSubstr("12:00")) << columns;
  }
  EXPECT_THAT(replay(200, {"COLUMNS=40", "NO_COLOR=1"}).out, Not(HasSubstr("  8  ")));
}

TEST_F(OnTerminal, BlocksAreForTerminalsOfUtf8) {
  const auto has_blocks = [&](const std::vector<std::string>& environment) {
    return replay(80, environment).out.find("█") != std::string::npos;
  };
  EXPECT_TRUE(has_blocks({"LANG=en_GB.UTF-8"}));
  EXPECT_TRUE(has_blocks({"LC_ALL=C.utf8", "LANG=C"}));
  EXPECT_FALSE(has_blocks({"LC_CTYPE=C", "LANG=en_GB.UTF-8"}));
  EXPECT_FALSE(has_blocks({}));
  const auto piped = ProgramRun::of({"replay", capture_}, [] {
    ProgramRun::Setting setting;
    setting.environment.emplace_back("LANG=en_GB.UTF-8");
    return setting;
  }());
  EXPECT_THAT(piped.out, Not(HasSubstr("█")));
}

TEST(ProgressLine, IsCutToTheWidth) {
  EXPECT_EQ(ProgressLine::text(500'000'000, 2'000'000'000, 1'234'567, 80),
            "reading   25 %  500 of 2000 MB  1234567 packets");
  EXPECT_EQ(ProgressLine::text(500'000'000, 2'000'000'000, 1'234'567, 40),
            "reading   25 %  500 of 2000 MB  1234567");
  EXPECT_EQ(ProgressLine::text(1, 2, 3, 0), "");
}

TEST_F(OnTerminal, AShortReadingShowsNoProgress) {
  EXPECT_THAT(replay(80, {}).out, Not(HasSubstr("reading")));
}

}  // namespace
}  // namespace celltally
