// What `celltally simulate` writes beside a capture, and where.

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>

#include "tests/cli/program_run.hpp"

namespace celltally {
namespace {

using testing::ProgramRun;
using testing::TemporaryFolder;

class SimulatedFiles : public ::testing::Test {
 protected:
  std::string path(const char* name) const { return folder_.path(name); }

  static void simulate(const std::vector<std::string>& arguments) {
    std::vector<std::string> words{"simulate"};
    for (const std::string& each : arguments) words.push_back(each);
    const auto run = ProgramRun::of(words);
    EXPECT_EQ(run.exit_code, 0) << run.err;
  }
  static std::string first_line(const std::string& file) {
    const std::string text = ProgramRun::text_of(file);
    return text.substr(0, text.find('\n'));
  }

  TemporaryFolder folder_;
};

TEST_F(SimulatedFiles, AWorldInTheCellsThatItWroteIsTheSame) {
  simulate({path("one.pcap"), "--people", "40", "--cells-out", path("cells.csv")});
  simulate({path("two.pcap"), "--people", "40", "--cells", path("cells.csv")});
  EXPECT_EQ(ProgramRun::text_of(path("one.pcap")), ProgramRun::text_of(path("two.pcap")));
  EXPECT_EQ(ProgramRun::of({"replay", path("one.pcap"), "--cells", path("cells.csv")}).exit_code, 0)
      << "the probe takes the list";
}

TEST_F(SimulatedFiles, SeveralInterfacesHaveAFileEachOrOneStream) {
  simulate({path("day.pcap"), "--people", "20", "--hours", "8-10", "--interfaces", "s1ap,s11"});
  EXPECT_FALSE(std::filesystem::exists(path("day.pcap")));
  const auto s1ap = std::filesystem::file_size(path("day.s1ap.pcap"));
  const auto s11 = std::filesystem::file_size(path("day.s11.pcap"));
  const auto both = ProgramRun::of(
      {"simulate", "-", "--people", "20", "--hours", "8-10", "--interfaces", "s1ap,s11"});
  constexpr std::size_t kFileHeader = 24;
  EXPECT_EQ(both.out.size(), s1ap + s11 - kFileHeader);
}

TEST_F(SimulatedFiles, EachTextHasItsColumns) {
  simulate({path("day.pcap"), "--people", "200", "--hours", "8-10", "--truth", path("truth"),
            "--whereabouts", path("where"), "--sightings", path("seen"), "--segments-out",
            path("segments"), "--machines-out", path("machines"), "--opted-out-out", path("out")});
  EXPECT_EQ(
      first_line(path("truth")),
      "stat,place,from,to,kind,service,class,origin,destination,segment,country,value,bounded");
  EXPECT_EQ(first_line(path("where")), "device,kind,place,from,to");
  EXPECT_EQ(first_line(path("seen")), "device,who,mark,at,place,kind,presence");
  EXPECT_EQ(first_line(path("segments")), "imsi,segment");
  EXPECT_EQ(ProgramRun::text_of(path("machines")),
            "imsi 001019\ntac 00100199\napn meters.iot.example\n");
  EXPECT_GE(first_line(path("out")).size(), 15u);
}

TEST_F(SimulatedFiles, WhatCannotBeIsRefusedWithItsCure) {
  struct Case {
    std::vector<std::string> arguments;
    const char* complaint;
  };
  const Case kCases[] = {
      {{"--interfaces", "s11,x2"},
       "--interfaces: \"x2\" will not do; write some of s1ap,s11,ngap,pfcp,gtpv1,gx,sgs,radius"},
      {{"--mirror", "span"}, "--mirror: \"span\" will not do; write gre, erspan or vxlan"},
      {{"--start", "2026-02-30"},
       "--start: \"2026-02-30\" will not do; write a day such as 2026-01-15"},
      {{"--hours", "22-6"},
       "--hours: \"22-6\" will not do; write FROM-TO, two hours between 4 and 28 (the night "
       "after), "
       "such as 6-22"},
  };
  for (const Case& each : kCases) {
    std::vector<std::string> arguments{"simulate", path("x.pcap")};
    for (const std::string& word : each.arguments) arguments.push_back(word);
    const auto run = ProgramRun::of(arguments);
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_EQ(run.err, std::string{"celltally simulate: "} + each.complaint +
                           "; see celltally simulate --help\n");
  }
}

}  // namespace
}  // namespace celltally
