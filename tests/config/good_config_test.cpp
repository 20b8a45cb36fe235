#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "config/config_printer.hpp"
#include "config/load_config.hpp"
#include "tests/build_places.hpp"

namespace celltally {
namespace {

namespace fs = std::filesystem;
using namespace std::chrono_literals;

const LoadOptions kElsewhere{.purpose = Purpose::both,
                             .check_files = false,
                             .credentials_directory = {},
                             .zone_problem = {}};

CelltallyConfig loaded(std::string_view text, Purpose purpose) {
  LoadOptions options = kElsewhere;
  options.purpose = purpose;
  auto config = load_config_text("c.yaml", text, options);
  if (!config) {
    for (const ConfigProblem& problem : config.error()) ADD_FAILURE() << to_text(problem);
    return {};
  }
  return *config;
}

constexpr std::string_view kProbe =
    "version: 1\nprobe: {name: a, cells: /c}\ncapture: {ports: [{interface: eth0}]}\n";
constexpr std::string_view kShipper = "version: 1\nship: {sinks: [{name: s, type: sqlite}]}\n";

std::vector<std::string> examples() {
  std::vector<std::string> files;
  for (const auto& entry : fs::directory_iterator(CELLTALLY_SOURCE_DIR "/docs/examples")) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path().string());
  }
  return files;
}

TEST(GoodConfig, EveryExampleIsOne) {
  EXPECT_EQ(examples().size(), 3u);
  for (const std::string& file : examples()) {
    const auto config = load_config(file, kElsewhere);
    ASSERT_TRUE(config) << to_text(config.error().front());
    // Annotated: it begins with what it is for, and every section has a word to say.
    std::ifstream in{file};
    std::vector<std::string> lines{"\n"};
    for (std::string line; std::getline(in, line);) lines.push_back(line);
    const auto comment = [](const std::string& line) {
      return line.substr(std::min(line.find_first_not_of(' '), line.size())).starts_with("# ");
    };
    EXPECT_TRUE(comment(lines[1])) << file;
    for (std::size_t i = 1; i + 1 < lines.size(); ++i) {
      const bool section = lines[i].ends_with(":") && lines[i].front() >= 'a';
      EXPECT_TRUE(!section || comment(lines[i - 1]) || comment(lines[i + 1])) << file << ":" << i;
    }
  }
}

TEST(GoodConfig, PrintedAndLoadedAgainIsTheSame) {
  for (const std::string& file : examples()) {
    const auto config = load_config(file, kElsewhere);
    ASSERT_TRUE(config);
    const std::string printed = to_yaml(*config);
    EXPECT_EQ(loaded(printed, Purpose::both), *config) << printed;
    EXPECT_EQ(to_yaml(loaded(printed, Purpose::both)), printed);
  }
}

TEST(GoodConfig, ADaemonNeedsOnlyItsOwnSections) {
  const CelltallyConfig probe = loaded(kProbe, Purpose::probe);
  EXPECT_EQ(probe.probe.name, "a");
  EXPECT_TRUE(probe.ship.sinks.empty());
  const CelltallyConfig shipper = loaded(kShipper, Purpose::shipper);
  EXPECT_EQ(shipper.ship.sinks.size(), 1u);
  EXPECT_TRUE(shipper.capture.ports.empty());
  // What is not there is not printed.
  EXPECT_EQ(to_yaml(probe).find("ship:"), std::string::npos);
  EXPECT_EQ(to_yaml(shipper).find("capture:"), std::string::npos);
  EXPECT_EQ(loaded(to_yaml(probe), Purpose::probe), probe);
  EXPECT_EQ(loaded(to_yaml(shipper), Purpose::shipper), shipper);
}

TEST(GoodConfig, WithoutMoreTheDefaultsAreInForce) {
  const CelltallyConfig config = loaded(kProbe, Purpose::probe);
  CelltallyConfig expected;
  expected.version = 1;
  expected.probe.name = "a";
  expected.probe.cells = "/c";
  expected.capture.ports.resize(1);
  expected.capture.ports[0].interface = "eth0";
  EXPECT_EQ(config, expected);
}

TEST(GoodConfig, EveryValueGetsIntoItsField) {
  const CelltallyConfig config = loaded(
      std::string{kProbe} +
          "counting: {people_max: 5000, grace: 90s, event_kinds: [paging, idle],\n"
          "  event_services: [], grain: 15min, level: zone, home_networks: [208-93, 310-410],\n"
          "  leave_out_temporary: true}\n"
          "protection: {people_min: 4, rounding: 2, allow_small_groups: true}\n"
          "outbox: {max_bytes: 3MiB, max_age: 36h, keep_acknowledged: 0s}\n"
          "log: {level: error, format: json}\n"
          "health: {synchronised_clock: false, no_packets_for: 7min}\n"
          "ship:\n"
          "  retry: {first: 2s, most: 2s, jitter_percent: 0}\n"
          "  metrics: {listen: \"[::]:80\", allow_remote: true}\n"
          "  sinks:\n"
          "    - {name: a, type: https, url: \"http://[::1]:8080/in\", shape: camara, gzip: "
          "false}\n"
          "    - {name: b, type: kafka, brokers: ['k-1:9092', '10.0.0.1:1'], security: plaintext}\n"
          "    - {name: c, type: clickhouse, url: http://ch.example, allow_plain_http: true}\n",
      Purpose::both);
  EXPECT_EQ(config.counting.people_max, 5000u);
  EXPECT_EQ(config.counting.grace, 90s);
  EXPECT_EQ(config.counting.event_kinds, (std::vector{EventKind::paging, EventKind::idle}));
  EXPECT_TRUE(config.counting.event_services.empty());
  EXPECT_EQ(config.counting.grain_minutes, 15u);
  EXPECT_EQ(config.counting.level, CountLevel::zone);
  EXPECT_EQ(config.counting.home_networks, (std::vector<std::string>{"208-93", "310-410"}));
  EXPECT_TRUE(config.counting.leave_out_temporary);
  EXPECT_EQ(config.protection.people_min, 4u);
  EXPECT_EQ(config.outbox.max_bytes, 3u << 20);
  EXPECT_EQ(config.outbox.max_age, 36h);
  EXPECT_EQ(config.outbox.keep_acknowledged, 0s);
  EXPECT_EQ(config.log.level, LogConfig::Level::error);
  EXPECT_EQ(config.log.format, LogConfig::Format::json);
  EXPECT_FALSE(config.health.synchronised_clock);
  EXPECT_EQ(config.ship.retry.most, 2s);
  EXPECT_EQ(config.ship.metrics.listen, "[::]:80");
  ASSERT_EQ(config.ship.sinks.size(), 3u);
  const auto& https = std::get<HttpsSinkConfig>(config.ship.sinks[0].target);
  EXPECT_EQ(https.url, "http://[::1]:8080/in");
  EXPECT_EQ(https.shape, HttpsSinkConfig::Shape::camara);
  EXPECT_FALSE(https.gzip);
  const auto& kafka = std::get<KafkaSinkConfig>(config.ship.sinks[1].target);
  EXPECT_EQ(kafka.brokers, (std::vector<std::string>{"k-1:9092", "10.0.0.1:1"}));
  EXPECT_EQ(kafka.security, KafkaSinkConfig::Security::plaintext);
  EXPECT_TRUE(std::get<ClickhouseSinkConfig>(config.ship.sinks[2].target).allow_plain_http);
  EXPECT_EQ(loaded(to_yaml(config), Purpose::both), config);
}

TEST(GoodConfig, ColumnsOfCellsAreNamedBelowTheProbe) {
  const CelltallyConfig config = loaded(
      "version: 1\nprobe:\n  name: a\n  cells: /c\n  zones: /z\n  cells_columns:\n    radio: LTE\n"
      "    cell: Cell ID (ECI)\n    zone: Ort\n    separator: \";\"\n"
      "capture: {ports: [{interface: eth0}]}\n",
      Purpose::probe);
  EXPECT_EQ(config.probe.zones, "/z");
  EXPECT_EQ(config.probe.cells_columns,
            cell_columns_from_text("radio=LTE,cell=Cell ID (ECI),zone=Ort,separator=;").value());
  EXPECT_EQ(loaded(to_yaml(config), Purpose::probe), config);
  // As little is printed as was written.
  EXPECT_EQ(to_yaml(loaded(kProbe, Purpose::probe)).find("columns"), std::string::npos);
}

TEST(GoodConfig, WordsThatYamlTakesForOthersAreTextInQuotes) {
  const CelltallyConfig config = loaded(
      "version: 1\nship: {sinks: [{name: '010', type: kafka, brokers: [k:1], topic: '1e3', "
      "username: \"no\", password_file: /null, security: sasl_ssl}, {name: null-1, type: "
      "clickhouse, url: https://x.example, database: 'yes'}]}\n",
      Purpose::shipper);
  ASSERT_EQ(config.ship.sinks.size(), 2u);
  EXPECT_EQ(config.ship.sinks[0].name, "010");
  const auto& kafka = std::get<KafkaSinkConfig>(config.ship.sinks[0].target);
  EXPECT_EQ(kafka.topic, "1e3");
  EXPECT_EQ(kafka.username, "no");
  EXPECT_EQ(std::get<ClickhouseSinkConfig>(config.ship.sinks[1].target).database, "yes");
  // Written so that other readers of YAML take them for text too.
  const std::string printed = to_yaml(config);
  for (const char* line : {"name: \"010\"", "topic: \"1e3\"", "username: \"no\"",
                           "database: \"yes\"", "password_file: /null"}) {
    EXPECT_NE(printed.find(line), std::string::npos) << line << "\n" << printed;
  }
  EXPECT_EQ(loaded(printed, Purpose::shipper), config);
}

TEST(GoodConfig, LineBreaksOfOtherSystemsAndAFirstLineOfDashesAreFine) {
  EXPECT_EQ(
      loaded("---\r\nversion: 1\r\nship:\r\n  sinks:\r\n    - name: s\r\n      type: sqlite\r\n",
             Purpose::shipper),
      loaded(kShipper, Purpose::shipper));
}

}  // namespace
}  // namespace celltally
