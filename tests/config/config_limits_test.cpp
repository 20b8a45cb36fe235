// Files that nobody writes by hand: bounded in what is told, and in the time it takes to say it.

#include <gtest/gtest.h>

#include <array>
#include <string>

#include "config/load_config.hpp"
#include "config/nearest_word.hpp"
#include "config/shown_text.hpp"

namespace celltally {
namespace {

const LoadOptions kElsewhere{.purpose = Purpose::shipper,
                             .check_files = false,
                             .credentials_directory = {},
                             .zone_problem = {}};

// In lines that are as long as they may be.
std::string repeated(const std::string& part, std::size_t octets) {
  const std::size_t in_a_line = (kConfigLineOctetsMax - 100) / part.size();
  std::string text;
  for (std::size_t i = 1; text.size() + part.size() < octets; ++i) {
    text += part;
    if (!part.ends_with('\n') && i % in_a_line == 0) text += '\n';
  }
  return text;
}

constexpr std::size_t kRoom = kConfigOctetsMax - 100;

TEST(ConfigLimits, OfTooManyProblemsTheLastLineTellsHowManyMore) {
  std::string text = "version: 1\nship: {sinks: [{name: s, type: sqlite}]}\n";
  for (int i = 0; i < 5000; ++i) text += "k" + std::to_string(i) + ": 1\n";
  const auto config = load_config_text("c.yaml", text, kElsewhere);
  ASSERT_FALSE(config);
  ASSERT_EQ(config.error().size(), kConfigProblemsTold + 1);
  EXPECT_EQ(to_text(config.error().front()),
            "c.yaml:3:1: k0: is not a key here; there are version, probe, capture, counting, "
            "protection, outbox, control, log, health, ship\n  k0: 1\n  ^\n");
  EXPECT_EQ(to_text(config.error().back()), "c.yaml: there are 4900 more problems\n");
}

TEST(ConfigLimits, ALineIsBounded) {
  const std::string good = "version: 1\nship: {sinks: [{name: s, type: sqlite}]}\n";
  const std::string line = "#" + std::string(kConfigLineOctetsMax - 1, 'x');
  EXPECT_TRUE(load_config_text("c.yaml", good + line + "\n", kElsewhere));
  EXPECT_TRUE(load_config_text("c.yaml", good + line + "\r\n", kElsewhere));
  const auto config = load_config_text("c.yaml", good + line + "x", kElsewhere);
  ASSERT_FALSE(config);
  EXPECT_EQ(to_text(config.error().front()),
            "c.yaml:3:1: this line is longer than 4096 octets; break it up, a list with a dash in "
            "front of each item\n  #" +
                std::string(99, 'x') + "...\n  ^\n");
}

// Each fills the whole megabyte. A quadratic step anywhere would keep this test for minutes.
TEST(ConfigLimits, AMegabyteOfAnythingIsAnswered) {
  const std::array texts{
      repeated("[", kRoom),
      repeated("{", kRoom),
      repeated("- ", kRoom),
      repeated("a: ", kRoom),
      repeated("? ", kRoom),
      repeated("\"", kRoom),
      repeated("&a ", kRoom),
      repeated("!!a ", kRoom),
      repeated("a\n", kRoom),
      repeated("---\n", kRoom),
      repeated("%A\n", kRoom),
      repeated("#\n", kRoom),
      repeated("\t\n", kRoom),
      repeated("|\n", kRoom),
      repeated("a: 1\n", kRoom),
      "version: 1\n" + repeated("password: x\n", kRoom),
      "a: [" + repeated("1, ", kRoom) + "1]\n",
      "a: {" + repeated("b: 1, ", kRoom) + "}\n",
      "log: {level: " + repeated("token: x ", kRoom) + "}\n",
      "ship: {sinks: [" + repeated("{name: a, type: sqlite}, ", kRoom) + "]}\n",
      "ship: {sinks: [{name: a, type: https, url: \"https://" + repeated("a-", kRoom) + "\"}]}\n",
      "outbox: {folder: \"" + repeated("/a", 3000) + "\"}\n" + repeated("#", kRoom - 4000),
      "outbox: {folder: \"" + repeated("/a", kRoom) + "\"}\n",
      "log: {" + repeated("\xc3\xa9", kRoom) + ": 1}\n",
  };
  for (const std::string& text : texts) {
    ASSERT_LE(text.size(), kConfigOctetsMax);
    const auto config = load_config_text("c.yaml", text, kElsewhere);
    ASSERT_FALSE(config) << text.substr(0, 40);
    for (const ConfigProblem& problem : config.error()) {
      EXPECT_LT(to_text(problem).size(), 2000u) << text.substr(0, 40);
    }
  }
}

TEST(ConfigLimits, TheNearestWordIsOneSlipAway) {
  constexpr std::array<std::string_view, 4> kWords{"people_min", "rounding", "mode", "log"};
  EXPECT_EQ(nearest_word("poeple_min", kWords), "people_min");
  EXPECT_EQ(nearest_word("peoplemin", kWords), "people_min");
  EXPECT_EQ(nearest_word("people-min", kWords), "people_min");
  EXPECT_EQ(nearest_word("people_minimum", kWords), "people_min");
  EXPECT_EQ(nearest_word("Log", kWords), "log");
  EXPECT_EQ(nearest_word("model", kWords), "mode");
  EXPECT_EQ(nearest_word("colour", kWords), "");
  EXPECT_EQ(nearest_word("", kWords), "");
  EXPECT_EQ(nearest_word(std::string(1000, 'x'), kWords), "");
}

TEST(ConfigLimits, SecretsAreMaskedWhereverTheyStandInALine) {
  struct Line {
    std::string_view line, shown;
  };
  for (const auto& [line, shown] : {
           Line{"password: hunter2", "password: ********"},
           Line{"  Password : hunter2 # mine", "  Password : ********"},
           Line{"\"api_key\": hunter2", "\"api_key\": ********"},
           Line{"{name: a, token: hunter2, b: c}", "{name: a, token: ********"},
           Line{"password_file: /etc/p", "password_file: /etc/p"},
           Line{"password_file: \"/etc/p\"", "password_file: \"/etc/p\""},
           Line{"password_file: hunter2", "password_file: ********"},
           Line{"client_key: credential:key", "client_key: credential:key"},
           Line{"client_key: MIIE", "client_key: ********"},
           Line{"password: /hunter2", "password: ********"},
           Line{"url: https://me:hunter2@x/", "url: https://********@x/"},
           Line{"url: https://x/", "url: https://x/"},
           Line{"token:", "token:"},
           Line{"people_min: 20", "people_min: 20"},
       }) {
    EXPECT_EQ(without_secrets(line), shown);
  }
}

TEST(ConfigLimits, WhatATerminalWouldObeyIsAQuestionMark) {
  EXPECT_EQ(printable_characters("a\x1b[31m\x7f"), "a?[31m?");
  EXPECT_EQ(printable_characters("ni\xc3\xb1o \xe6\x97\xa5 \xf0\x9f\x98\x80"),
            "ni\xc3\xb1o \xe6\x97\xa5 \xf0\x9f\x98\x80");
  EXPECT_EQ(printable_characters("\xc2\x9b\xe2\x80\xae\xe2\x81\xa6"), "???");
  EXPECT_EQ(printable_characters("\xc0\xaf\xed\xa0\x80\xf5\x80\x80\x80\xe2\x82"), "???????????");
}

}  // namespace
}  // namespace celltally
