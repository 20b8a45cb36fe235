#include "service/daemon_program.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <new>
#include <stdexcept>

namespace celltally {
namespace {

// What a daemon said and how it ended.
struct Ended {
  int code = -1;
  std::string output;
  std::string errors;

  friend bool operator==(const Ended&, const Ended&) = default;
};

std::ostream& operator<<(std::ostream& out, const Ended& ended) {
  return out << ended.code << "\n" << ended.output << "\n" << ended.errors;
}

class DaemonProgramTest : public ::testing::Test {
 protected:
  Ended start(const std::vector<const char*>& arguments) {
    std::vector<const char*> words{"/usr/sbin/counterd"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    ::testing::internal::CaptureStdout();
    ::testing::internal::CaptureStderr();
    const int code = program_.start(static_cast<int>(words.size()), words.data());
    std::fflush(nullptr);
    return {code, ::testing::internal::GetCapturedStdout(),
            ::testing::internal::GetCapturedStderr()};
  }

  std::vector<std::string> problems_;
  std::string checked_, ran_;
  DaemonProgram program_{
      .name = "counterd",
      .description = "counterd counts.",
      .version = "1.2",
      .check = [this](const std::string& path) { return checked_ = path, problems_; },
      .run = [this](const std::string& path) { return ran_ = path, 7; }};
};

TEST_F(DaemonProgramTest, RunsWithTheConfigurationItIsGiven) {
  EXPECT_EQ(start({"--config", "site.yaml"}), (Ended{7, "", ""}));
  EXPECT_EQ(ran_, std::filesystem::absolute("site.yaml").string());
  EXPECT_EQ(start({}), (Ended{7, "", ""}));
  EXPECT_EQ(ran_, "/etc/celltally/celltally.yaml");
  EXPECT_EQ(checked_, "");
}

TEST_F(DaemonProgramTest, OnlyChecksWhenThatIsAsked) {
  EXPECT_EQ(start({"--check-config", "--config", "site.yaml"}),
            (Ended{0, "site.yaml: good\n", ""}));
  EXPECT_EQ(checked_, "site.yaml");
  problems_ = {"site.yaml:1:1: version: is missing\n  ship:\n  ^\n", "no cells"};
  EXPECT_EQ(start({"--config", "site.yaml", "--check-config"}),
            (Ended{78, "",
                   "counterd: site.yaml:1:1: version: is missing\n  ship:\n  ^\n"
                   "counterd: no cells\n"}));
  EXPECT_EQ(ran_, "");
}

TEST_F(DaemonProgramTest, TellsItsVersionAndItsOptions) {
  EXPECT_EQ(start({"--version"}), (Ended{0, "counterd 1.2\n", ""}));
  const Ended helped = start({"--help"});
  EXPECT_EQ(helped.code, 0);
  EXPECT_TRUE(helped.output.starts_with("counterd counts.\n")) << helped;
  for (const char* option : {"--config FILE=/etc/celltally/celltally.yaml\n", "--check-config "}) {
    EXPECT_NE(helped.output.find(option), std::string::npos) << helped;
  }
}

TEST_F(DaemonProgramTest, WrongUseIsNoWrongConfiguration) {
  EXPECT_EQ(start({"--confg", "x"}).code, 2);
  EXPECT_EQ(start({"--config"}).code, 2);
  EXPECT_EQ(ran_, "");
}

TEST_F(DaemonProgramTest, WhatIsThrownIsComplainedOf) {
  program_.run = [](const std::string&) -> int { throw std::runtime_error{"the disk is full"}; };
  EXPECT_EQ(start({}), (Ended{1, "", "counterd: the disk is full\n"}));
}

}  // namespace
}  // namespace celltally
