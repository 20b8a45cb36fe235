#include "config/machine_list.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>

namespace celltally {
namespace {

using testing::ElementsAre;

Result<MachineList, MachineListProblems> read(const std::string& text) {
  std::istringstream in{text};
  return read_machine_list(in, "machines.txt");
}

std::string problems_of(const std::string& text) {
  const auto list = read(text);
  if (list) return "accepted";
  std::string all;
  for (const std::string& problem : list.error()) all += problem + "\n";
  return all;
}

TEST(MachineList, ReadsRulesOfEverySort) {
  const auto list = read(
      "\xef\xbb\xbf# meters\r\n"
      "imsi 90170\n"
      "imsi 208930000000000-208930009999999 # alarms\n"
      "\n"
      "  tac\t35345678\r\n"
      "apn IoT.Example\n"
      "apn *.m2m\n"
      "tac 01234567");
  ASSERT_TRUE(list);
  using Range = MachineRules::ImsiRange;
  EXPECT_THAT(list->rules.imsi_ranges, ElementsAre(Range{208930000000000, 208930009999999},
                                                   Range{901700000000000, 901709999999999}));
  EXPECT_THAT(list->rules.tacs, ElementsAre(1234567u, 35345678u));
  EXPECT_THAT(list->rules.apns, ElementsAre("*.m2m", "iot.example"));
}

TEST(MachineList, JoinsRangesThatMeet) {
  const auto list = read("imsi 208930\nimsi 2089300\nimsi 208931\nimsi 208930\n");
  ASSERT_TRUE(list);
  EXPECT_THAT(list->rules.imsi_ranges,
              ElementsAre(MachineRules::ImsiRange{208930000000000, 208931999999999}));
}

TEST(MachineList, MayBeEmpty) {
  const auto list = read("# nothing yet\n");
  ASSERT_TRUE(list);
  EXPECT_TRUE(list->rules.empty());
}

TEST(MachineList, SaysWhereALineIsWrongAndWhatToWrite) {
  struct Case {
    const char* text;
    const char* problems;
  };
  const std::string imsi =
      "imsi is neither 5 to 15 digits nor two of 15 with a - between, the smaller first; write "
      "imsi "
      "90170 or imsi 901700000000000-901709999999999\n";
  for (const std::string line : {"imsi 2089", "imsi 2089300000000001", "imsi 20893x", "imsi",
                                 "imsi 20893-20894", "imsi 208930000000002-208930000000001"}) {
    EXPECT_EQ(problems_of("\n" + line + "\n"), "machines.txt:2: " + imsi) << line;
  }
  const Case cases[] = {
      {"tac 3534567\n", "machines.txt:1: tac is not 8 digits; write tac 35345678\n"},
      {"tac 353456789\n", "machines.txt:1: tac is not 8 digits; write tac 35345678\n"},
      {"apn a*b\n",
       "machines.txt:1: apn \"a*b\" is no network identifier; write apn iot.example, apn *.example "
       "or "
       "apn iot.*\n"},
      {"apn *.a.*\n",
       "machines.txt:1: apn \"*.a.*\" is no network identifier; write apn iot.example, apn "
       "*.example "
       "or apn iot.*\n"},
      {"90170\n",
       "machines.txt:1: begins with none of imsi, tac, apn; write imsi 90170, tac 35345678 or apn "
       "iot.example\n"},
      {"tac 1\ntac 2\n",
       "machines.txt:1: tac is not 8 digits; write tac 35345678\n"
       "machines.txt:2: tac is not 8 digits; write tac 35345678\n"},
  };
  for (const Case& test : cases) EXPECT_EQ(problems_of(test.text), test.problems);
}

TEST(MachineList, TellsNoMoreThanAHundredProblems) {
  std::string text;
  for (int i = 0; i < 150; ++i) text += "tac x\n";
  const auto list = read(text);
  ASSERT_FALSE(list);
  EXPECT_EQ(list.error().size(), 101u);
  EXPECT_EQ(list.error().back(), "machines.txt: and 50 more such lines");
}

TEST(MachineList, RefusesWhatIsNoText) {
  EXPECT_EQ(problems_of(std::string("tac 35345678\n\0\n", 15)),
            "machines.txt:2: is no line of text, or a very long one; write a rule a line\n");
  EXPECT_EQ(problems_of("#" + std::string(400, 'x')),
            "machines.txt:1: is no line of text, or a very long one; write a rule a line\n");
}

TEST(MachineList, SaysThatAFileIsNotThere) {
  const auto none = load_machine_list("/nowhere/machines.txt");
  ASSERT_FALSE(none);
  EXPECT_THAT(none.error(), ElementsAre("/nowhere/machines.txt: cannot be read: No such file or "
                                        "directory; name a file of rules"));
  const auto folder = load_machine_list("/");
  ASSERT_FALSE(folder);
  EXPECT_THAT(folder.error(), ElementsAre("/: is a folder; name a file of rules"));
}

}  // namespace
}  // namespace celltally
