#include "ship/metrics_text.hpp"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>

#include "tests/capture/temporary_folder.hpp"
#include "tests/ship/made_view.hpp"

namespace celltally {
namespace {

using testing::made_now;
using testing::made_report;
using testing::made_view;

// The text, read strictly by the rules of the format: family by family, HELP, TYPE, then samples.
struct Parsed {
  std::map<std::string, std::string> types;
  std::map<std::string, double> samples;  // with labels

  explicit Parsed(const std::string& text) {
    static const std::regex help{"# HELP ([a-z_]+) (.+\\.)"};
    static const std::regex type{"# TYPE ([a-z_]+) (counter|gauge)"};
    static const std::regex sample{
        R"re(([a-z_]+)(\{([a-z_]+="[^"\\]*",?)+\})? (-?[0-9.]+(e[+-]?[0-9]+)?|NaN|[+-]Inf))re"};
    std::istringstream in{text};
    std::string family;
    for (std::string line; std::getline(in, line);) {
      std::smatch match;
      if (std::regex_match(line, match, help)) {
        family = match[1];
        EXPECT_FALSE(types.contains(family)) << "twice: " << family;
      } else if (std::regex_match(line, match, type)) {
        EXPECT_EQ(match[1], family);
        types[family] = match[2];
      } else if (std::regex_match(line, match, sample)) {
        EXPECT_EQ(match[1], family) << line;
        EXPECT_TRUE(types.contains(family)) << line;
        const std::string name = std::string{match[1]} + std::string{match[2]};
        EXPECT_FALSE(samples.contains(name)) << "twice: " << name;
        samples[name] = std::strtod(std::string{match[4]}.c_str(), nullptr);
      } else {
        ADD_FAILURE() << "not of the format: " << line;
      }
    }
  }
};

TEST(MetricsText, IsWhatThePrometheusFormatAsksFor) {
  ShipperView view = made_view();
  view.sinks[1].oldest_waiting = Timestamp::from_seconds(testing::kSomeHour - 40);
  const Parsed parsed{metrics_text(view, made_now())};
  for (const auto& [name, type] : parsed.types) {
    EXPECT_TRUE(name.starts_with("celltally_")) << name;
    EXPECT_EQ(type == "counter", name.ends_with("_total")) << name;
  }
  EXPECT_EQ(parsed.samples.at("celltally_sink_segments_waiting{sink=\"upstream\"}"), 10);
  EXPECT_EQ(parsed.samples.at("celltally_sink_segments_delivered_total{sink=\"local\"}"), 90);
  const std::string waits = "celltally_sink_oldest_waiting_age_seconds{sink=";
  EXPECT_EQ(parsed.samples.at(waits + "\"upstream\"}"), 40);
  EXPECT_EQ(parsed.samples.at(waits + "\"local\"}"), 0);
  EXPECT_EQ(parsed.samples.at("celltally_packets_received_total"), 1e6);
  EXPECT_EQ(parsed.samples.at("celltally_clock_synchronised"), 1);
  EXPECT_EQ(parsed.samples.at("celltally_outbox_bytes"), 123456);
  EXPECT_EQ(parsed.samples.at("celltally_outbox_oldest_waiting_age_seconds"), 30);
  EXPECT_EQ(parsed.samples.at("celltally_probe_info{probe=\"north\",version=\"0.1.0\"}"), 1);
}

TEST(MetricsText, PromtoolFindsNothingToComplainOf) {
  if (std::system("command -v promtool >/dev/null 2>&1") != 0) {
    GTEST_SKIP() << "skipped: promtool is not installed (Debian's prometheus)";
  }
  const testing::TemporaryFolder folder;
  const std::string all_keys =
      ",\"packet_bytes_total\":1,\"messages_total\":1,\"events_total\":1,"
      "\"events_unknown_person_total\":1,\"tables_full_total\":0,\"segments_written_total\":1,"
      "\"segments_dropped_total\":0,\"segments_quarantined_total\":0,\"uptime_s\":1.25,"
      "\"resident_bytes\":123456789";
  ShipperView view = made_view();
  view.probe.saw(probe_report_from(made_report(made_now(1), all_keys)), made_now(1));
  std::ofstream{folder.path("metrics")} << metrics_text(view, made_now(2));
  const int result = std::system(
      ("promtool check metrics < " + folder.path("metrics") + " > " + folder.path("said") + " 2>&1")
          .c_str());
  std::ostringstream said;
  said << std::ifstream{folder.path("said")}.rdbuf();
  EXPECT_EQ(result, 0) << said.str();
}

TEST(MetricsText, UnknownKeysAndTextsOfTheProbeAreNotShown) {
  ShipperView view = made_view();
  const std::string odd =
      ",\"ecgi:001-01-0000101\":7,\"people\":12,\"note\":\"x\",\"nested\":{\"packets_total\":5}";
  view.probe.saw(probe_report_from(made_report(made_now(1), odd)), made_now(1));
  const std::string text = metrics_text(view, made_now(1));
  EXPECT_EQ(text.find("ecgi"), std::string::npos);
  EXPECT_EQ(text.find("celltally_people"), std::string::npos);
  EXPECT_EQ(text.find("nested"), std::string::npos);
}

TEST(MetricsText, ProbeThatIsNotThereLeavesTheShippersNumbers) {
  ShipperView view = made_view();
  view.probe = {};
  const Parsed parsed{metrics_text(view, made_now())};
  EXPECT_EQ(parsed.samples.at("celltally_probe_report_read"), 0);
  EXPECT_FALSE(parsed.types.contains("celltally_packets_received_total"));
  EXPECT_TRUE(parsed.types.contains("celltally_sink_attempts_total"));
}

TEST(MetricsText, LabelsAreEscaped) {
  ShipperView view = made_view();
  const std::string odd = ",\"version\":\"a\\\"b\\\\c\\nd\"";
  view.probe.saw(probe_report_from(made_report(made_now(1), odd)), made_now(1));
  EXPECT_NE(metrics_text(view, made_now()).find("version=\"a\\\"b\\\\c\\nd\"} 1\n"),
            std::string::npos);
}

}  // namespace
}  // namespace celltally
