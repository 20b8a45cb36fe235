#include "service/log.hpp"

#include <gtest/gtest.h>

#include <regex>
#include <string>

namespace celltally {
namespace {

class LogTest : public testing::Test {
 protected:
  void TearDown() override { Log::configure(Log::Level::info, Log::Format::text); }
};

std::string said(const auto& speak) {
  testing::internal::CaptureStderr();
  speak();
  return testing::internal::GetCapturedStderr();
}

TEST_F(LogTest, IsALineWithTimeAndLevel) {
  const std::regex line{R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ warning: the link is down\n)"};
  EXPECT_TRUE(std::regex_match(said([] { Log::warning("the link is down"); }), line));
}

TEST_F(LogTest, IsJsonWhenAsked) {
  Log::configure(Log::Level::info, Log::Format::json);
  const std::regex line{R"(\{"at":"[-0-9T:.]+Z","level":"error","text":"a \\"quoted\\" word"\}\n)"};
  const std::string text = said([] { Log::error("a \"quoted\" word"); });
  EXPECT_TRUE(std::regex_match(text, line)) << text;
}

TEST_F(LogTest, LeavesOutWhatIsBelowTheLevel) {
  Log::configure(Log::Level::warning, Log::Format::text);
  EXPECT_EQ(said([] { Log::info("below"); }), "");
  EXPECT_NE(said([] { Log::warning("not below"); }), "");
}

// What others say (a server's certificate, a driver) must not begin a line of its own, nor be
// obeyed by a terminal.
TEST_F(LogTest, IsOneLineWhateverIsInIt) {
  const std::string text = said([] { Log::warning("it says\n<3>all is lost\r\x1b[2J\x7f"); });
  EXPECT_EQ(text.find('\n'), text.size() - 1);
  EXPECT_EQ(text.substr(text.find("it says")), "it says?<3>all is lost??[2J?\n");
}

TEST_F(LogTest, TellsARepeatedTextOnce) {
  const std::string text = said([] {
    for (int i = 0; i < 1000; ++i) Log::info("again and again");
  });
  EXPECT_EQ(text.find("again and again"), text.rfind("again and again"));
}

}  // namespace
}  // namespace celltally
