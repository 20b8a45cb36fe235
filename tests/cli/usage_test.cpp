#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/build_places.hpp"
#include "tests/cli/program_run.hpp"

namespace celltally {
namespace {

using ::testing::HasSubstr;
using testing::ProgramRun;

struct Case {
  ProgramRun::Arguments arguments;
  const char* error;
};

TEST(Usage, WhatCannotBeMeantIsAnErrorThatSaysWhatToWrite) {
  const Case kCases[] = {
      {{},
       "celltally: name a command: replay, decode, simulate, accuracy, prepare-list, status, top, "
       "validate, config, outbox, ledger or audit; see celltally --help\n"},
      {{"count"},
       "celltally: there is no command \"count\"; commands are replay, decode, simulate, accuracy, "
       "prepare-list, status, top, validate, config, outbox, ledger or audit; see celltally "
       "--help\n"},
      {{"--frobnicate"},
       "celltally: The following argument was not expected: --frobnicate; see celltally --help\n"},
      {{"replay", "a", "decode", "b"},
       "celltally: name one command; a file that is called like a command is written ./NAME; see "
       "celltally --help\n"},
      {{"replay"}, "celltally replay: FILE is required; see celltally replay --help\n"},
      {{"decode"}, "celltally decode: FILE is required; see celltally decode --help\n"},
      {{"replay", "--jsn", "x"},
       "celltally replay: The following argument was not expected: --jsn; see celltally replay "
       "--help\n"},
      {{"replay", "--json", "--csv", "x"},
       "celltally replay: --json excludes --csv; see celltally replay --help\n"},
      {{"simulate", "--cells", "y", "--cells-number", "3", "x"},
       "celltally simulate: --cells-number excludes --cells; see celltally simulate --help\n"},
      {{"replay", "--people-min", "5", "x"},
       "celltally replay: --people-min: 5 is below the floor of 10; write 10 or more, or add "
       "--i-know-that-small-groups-identify-people; see celltally replay --help\n"},
      {{"replay", "--people-min", "23", "x"},
       "celltally replay: --people-min: 23 is no multiple of 5, to which numbers are rounded; "
       "write "
       "20 or 25; see celltally replay --help\n"},
      {{"replay", "--people-min", "4", "--i-know-that-small-groups-identify-people", "x"},
       "celltally replay: --people-min: \"4\" will not do; write a number from 5 to 1000000; see "
       "celltally replay --help\n"},
      {{"replay", "--people-min", "many", "x"},
       "celltally replay: --people-min: \"many\" will not do; write a number from 5 to 1000000; "
       "see "
       "celltally replay --help\n"},
      {{"replay", "--people-min", "0", "--i-know-that-small-groups-identify-people", "x"},
       "celltally replay: --people-min: \"0\" will not do; write a number from 5 to 1000000; see "
       "celltally replay --help\n"},
      {{"replay", "--people-min", "0x20", "x"},
       "celltally replay: --people-min: \"0x20\" will not do; write a number from 5 to 1000000; "
       "see "
       "celltally replay --help\n"},
      {{"replay", "--people-max", "3", "x"},
       "celltally replay: --people-max: \"3\" will not do; write a number from 1000 to 100000000; "
       "see celltally replay --help\n"},
      {{"replay", "--timezone", "Mars/Base", "x"},
       "celltally replay: --timezone: there is no time zone \"Mars/Base\"; use a name such as "
       "\"UTC\" or \"Europe/Paris\"; see celltally replay --help\n"},
      {{"replay", "--timezone", "\033[31mred\a", "x"},
       "celltally replay: --timezone: there is no time zone \"?[31mred?\"; use a name such as "
       "\"UTC\" or \"Europe/Paris\"; see celltally replay --help\n"},
      {{"replay", "x", "--timezone"},
       "celltally replay: --timezone: 1 required ZONE missing; see celltally replay --help\n"},
      {{"replay", "--stat", "presence,crowds", "x"},
       "celltally replay: --stat: \"crowds\" will not do; write dwell, events, flows, machines, "
       "origin, presence, quality, roamers, segments or visitors; see celltally replay --help\n"},
      {{"replay", "--level", "town", "--cells", "c", "x"},
       "celltally replay: --level: \"town\" will not do; write cell, site or zone; see celltally "
       "replay --help\n"},
      {{"replay", "--level", "zone", "x"},
       "celltally replay: --level requires --cells; see celltally replay --help\n"},
      {{"replay", "--areas", "--level", "zone", "--cells", "c", "x"},
       "celltally replay: --level excludes --areas; see celltally replay --help\n"},
      {{"replay", "--grain", "20", "x"},
       "celltally replay: --grain: \"20\" will not do; write 15, 30, 60 or 180; see celltally "
       "replay --help\n"},
      {{"replay", "--home-networks", "208-93,orange", "x"},
       "celltally replay: --home-networks: \"orange\" is no network; write country and network, "
       "such "
       "as 208-93; see celltally replay --help\n"},
      {{"decode", "--csv", "x"},
       "celltally decode: The following argument was not expected: --csv; see celltally decode "
       "--help\n"},
  };
  for (const Case& test : kCases) {
    const auto run = ProgramRun::of(test.arguments);
    EXPECT_EQ(run.exit_code, 2) << test.error;
    EXPECT_EQ(run.err, test.error);
    EXPECT_EQ(run.out, "");
  }
}

TEST(Usage, AWrongLinkTypeSaysWhichThereAre) {
  for (const char* const command : {"replay", "decode"}) {
    const auto run = ProgramRun::of({command, "--link-type", "user1=tokenring", "x"});
    EXPECT_EQ(run.exit_code, 2);
    EXPECT_EQ(run.err,
              std::string{"celltally "} + command +
                  ": --link-type: \"user1=tokenring\": no link type is called "
                  "\"tokenring\"; write for example user3=raw-ip; link types are ethernet, "
                  "linux-sll, linux-sll2, raw-ip, null, loop, gtp-c; see celltally " +
                  command + " --help\n");
  }
}

TEST(Usage, HelpAndVersionAreResults) {
  const Case kCases[] = {
      {{"--help"}, "replay"},
      {{"replay", "--help"}, "--people-min N=20"},
      {{"decode", "--help"}, "--link-type userN=NAME"},
      {{"simulate", "--help"}, "--people"},
  };
  for (const Case& test : kCases) {
    const auto run = ProgramRun::of(test.arguments);
    EXPECT_EQ(run.exit_code, 0);
    EXPECT_THAT(run.out, HasSubstr(test.error));
    EXPECT_EQ(run.err, "");
  }
}

TEST(Usage, TheVersionIsThatOfTheBuild) {
  const std::string build = ProgramRun::text_of(CELLTALLY_SOURCE_DIR "/CMakeLists.txt");
  const auto run = ProgramRun::of({"--version"});
  EXPECT_EQ(run.exit_code, 0);
  ASSERT_TRUE(run.out.starts_with("celltally "));
  const std::string version = run.out.substr(10, run.out.size() - 11);
  EXPECT_THAT(build, HasSubstr("project(celltally VERSION " + version + " "));
}

}  // namespace
}  // namespace celltally
