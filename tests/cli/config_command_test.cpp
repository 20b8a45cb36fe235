#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

#include "tests/build_places.hpp"
#include "tests/cli/program_run.hpp"

namespace celltally {
namespace {

using ::testing::EndsWith;
using ::testing::HasSubstr;
using testing::ProgramRun;
using ::testing::StartsWith;
using testing::TemporaryFolder;

const std::string kRoot{CELLTALLY_SOURCE_DIR};

std::string example(const std::string& name) {
  return kRoot + "/docs/examples/" + name + ".yaml";
}

std::string file_of(const TemporaryFolder& folder, const std::string& text) {
  return folder.file("c.yaml", {text.begin(), text.end()});
}

TEST(Validate, SaysGoodAndWhatWasFound) {
  const auto run = ProgramRun::of({"validate", "--no-files", example("core-aggregation")});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(run.err, "");
  EXPECT_EQ(run.out, example("core-aggregation") +
                         ": good\nprobe core-north, 2 ports, noise: epsilon 2.49 a day (at delta "
                         "1e-09), 2 sinks\n");
  const auto json = ProgramRun::of({"validate", "--json", "--no-files", example("lab-replay")});
  EXPECT_EQ(json.exit_code, 0);
  EXPECT_EQ(json.out + json.err, "");
}

TEST(Validate, TellsEveryProblemAndEndsWith78) {
  const TemporaryFolder folder;
  const std::string file =
      file_of(folder,
              "version: 1\nprobe: {name: a, timezone: Mars/Base, cells: /nonexistent.csv}\n"
              "capture: {ports: [{interface: eth0}]}\nlog:\n  level: loud\n");
  const auto run = ProgramRun::of({"validate", "--for", "probe", file});
  EXPECT_EQ(run.exit_code, 78);
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(run.err,
            file +
                ":2:28: probe.timezone: there is no time zone \"Mars/Base\"; use a name such as "
                "\"UTC\" or \"Europe/Paris\"\n"
                "  probe: {name: a, timezone: Mars/Base, cells: /nonexistent.csv}\n"
                "                             ^\n" +
                file +
                ":2:46: probe.cells: \"/nonexistent.csv\" cannot be read: No such file or "
                "directory; put the file there, or mend the path\n"
                "  probe: {name: a, timezone: Mars/Base, cells: /nonexistent.csv}\n"
                "                                               ^\n" +
                file +
                ":5:10: log.level: \"loud\" is not known; write debug, info, warning or error (the "
                "least important lines that are written)\n"
                "    level: loud\n"
                "           ^\n"
                "celltally: 3 problems\n");
}

TEST(Validate, TellsThatOneDaemonMayBeEnough) {
  const TemporaryFolder folder;
  const std::string file =
      file_of(folder, "version: 1\nship: {sinks: [{name: s, type: sqlite}]}\n");
  const auto both = ProgramRun::of({"validate", file});
  EXPECT_EQ(both.exit_code, 78);
  EXPECT_THAT(both.err, EndsWith("celltally: 2 problems\ncelltally: where only one of the daemons "
                                 "runs, add --for probe or --for shipper\n"));
  const auto shipper = ProgramRun::of({"validate", "--for", "shipper", file});
  EXPECT_EQ(shipper.exit_code, 0);
  EXPECT_EQ(shipper.out, file + ": good\n1 sink\n");
}

TEST(Validate, ProblemsAsJsonHaveAPlaceEach) {
  const TemporaryFolder folder;
  const std::string file = file_of(folder, "version: 2\nship:\n  sinks: [{name: \"s\xc3\xa9\"}]\n");
  const auto run = ProgramRun::of({"validate", "--json", "--for", "shipper", file});
  EXPECT_EQ(run.exit_code, 78);
  EXPECT_EQ(run.err, "");
  std::istringstream lines{run.out};
  std::vector<nlohmann::json> problems;
  for (std::string line; std::getline(lines, line);)
    problems.push_back(nlohmann::json::parse(line));
  ASSERT_EQ(problems.size(), 3u);
  EXPECT_EQ(problems[0],
            (nlohmann::json{{"file", file},
                            {"line", 1},
                            {"column", 10},
                            {"key", "version"},
                            {"text", "2 is out of range; write 1 (of this file's format)"},
                            {"source", "version: 2"}}));
  EXPECT_EQ(problems[1]["key"], "ship.sinks[0].type");
  EXPECT_EQ(problems[2]["key"], "ship.sinks[0].name");
}

TEST(Validate, ReadsTheCellsToo) {
  const TemporaryFolder folder;
  const auto with_cells = [&folder](const std::string& cells) {
    const std::string csv = folder.file("cells.csv", {cells.begin(), cells.end()});
    return file_of(folder, "version: 1\nprobe: {name: a, cells: " + csv +
                               "}\ncapture: {ports: [{interface: eth0}]}\n");
  };
  std::string file = with_cells("place\necgi:001-01-0000101\necgi:001-01-0000102\n");
  const auto good = ProgramRun::of({"validate", "--for", "probe", file});
  EXPECT_EQ(good.exit_code, 0) << good.err;
  EXPECT_EQ(good.out, file +
                          ": good\nprobe a, 2 cells, 1 port, noise: epsilon 2.49 a day (at delta "
                          "1e-09)\ncells: 0 with a "
                          "position, 1 site, 0 zones, 2 in no zone\n");
  file = with_cells("place\nnowhere\n");
  const auto bad = ProgramRun::of({"validate", "--for", "probe", file});
  EXPECT_EQ(bad.exit_code, 78);
  EXPECT_EQ(bad.err, folder.path("cells.csv") +
                         ":2: place is \"nowhere\"; write it like ecgi:208-93-1234501\n");
}

// What counting.* names beside the cells: rules of machines, lists of subscribers, and their key.
class ValidateLists : public ::testing::Test {
 protected:
  ValidateLists() {
    write("cells.csv", "place\necgi:001-01-0000101\n");
    write("machines.txt", "imsi 90170\ntac 35345678\n");
    write("imsis", "001010000000001\n001010000000002\n");
    write("people", "001010000000001,25-34/f\n");
    write("key", std::string(64, '5') + "\n");
    write("other.key", std::string(64, '7') + "\n");
    prepare("imsis", "key", "opted-out.list");
    prepare("people", "key", "segments.list");
  }

  void write(const std::string& name, const std::string& text) {
    std::ofstream{folder_.path(name)} << text;
    chmod(folder_.path(name).c_str(), 0600);
  }
  void prepare(const std::string& of, const std::string& key, const std::string& list) {
    std::filesystem::remove(folder_.path(list));
    const auto run = ProgramRun::of({"prepare-list", folder_.path(of), "--operator-key",
                                     folder_.path(key), "--out", folder_.path(list)});
    ASSERT_EQ(run.exit_code, 0) << run.err;
  }
  std::string config(const std::string& key) {
    const auto path = [this](const char* name) { return folder_.path(name); };
    return file_of(folder_,
                   "version: 1\nprobe: {name: a, cells: " + path("cells.csv") +
                       "}\ncapture: {ports: [{interface: eth0}]}\ncounting:\n  machines: " +
                       path("machines.txt") + "\n  segments: " + path("segments.list") +
                       "\n  opted_out: " + path("opted-out.list") + "\n  operator_key: " + key +
                       "\n");
  }
  ProgramRun validate(const std::string& key, ProgramRun::Setting setting = {}) {
    return ProgramRun::of({"validate", "--for", "probe", config(key)}, setting);
  }
  std::string path(const char* name) const { return folder_.path(name); }

  TemporaryFolder folder_;
  const std::string good_ =
      ": good\nprobe a, 1 cell, 1 port, noise: epsilon 2.49 a day (at delta 1e-09)\n"
      "cells: 0 with a position, 1 site, 0 zones, 1 in no zone\nmachines: 2 rules\n";
};

TEST_F(ValidateLists, AreRead) {
  const auto run = validate(path("key"));
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.out, path("c.yaml") + good_ + "lists: 2 people in lists, 2 of them opted out\n");
}

TEST_F(ValidateLists, AreAllToldOfWhatIsWrongInThem) {
  write("cells.csv", "place\nnowhere\n");
  write("machines.txt", "tac 1234\n");
  write("opted-out.list", "001010000000001\n");
  prepare("people", "other.key", "segments.list");
  const auto run = validate(path("key"));
  EXPECT_EQ(run.exit_code, 78);
  EXPECT_EQ(run.out, "");
  EXPECT_EQ(run.err,
            path("cells.csv") + ":2: place is \"nowhere\"; write it like ecgi:208-93-1234501\n" +
                path("machines.txt") + ":1: tac is not 8 digits; write tac 35345678\n" +
                path("segments.list") +
                ":1: was made with another operator's key, so that nobody in it would be known; "
                "make it again with celltally prepare-list and this key\n" +
                path("opted-out.list") +
                ":1: does not say under which key its identities are hashed; write it with "
                "celltally prepare-list, whose first line is # celltally key and 16 digits\n"
                "celltally: 4 problems\n");
}

TEST_F(ValidateLists, NeedAKeyThatIsOne) {
  write("key", "secret\n");
  const auto run = validate(path("key"));
  EXPECT_EQ(run.exit_code, 78);
  EXPECT_EQ(run.err, path("c.yaml") + ": the operator's key: \"" + path("key") +
                         "\" is not the operator's key: 64 hexadecimal digits; make one with "
                         "openssl rand -hex 32\n");
}

TEST_F(ValidateLists, AreLookedAtWithoutAKeyThatOnlySystemdShows) {
  const auto run = validate("credential:operator-key");
  EXPECT_EQ(run.exit_code, 0) << run.err;
  EXPECT_EQ(run.out, path("c.yaml") + good_ +
                         "lists: each can be read; whether they are of credential:operator-key "
                         "shows where systemd gives that\n");
  prepare("imsis", "other.key", "opted-out.list");
  const auto bad = validate("credential:operator-key");
  EXPECT_EQ(bad.exit_code, 78);
  EXPECT_EQ(bad.err, path("opted-out.list") + ":1: was made with another operator's key than " +
                         path("segments.list") +
                         "; make both with celltally prepare-list and the same key\n");
  ProgramRun::Setting setting;
  setting.environment.push_back("CREDENTIALS_DIRECTORY=" + path(""));
  write("operator-key", std::string(64, '5') + "\n");
  prepare("imsis", "key", "opted-out.list");
  EXPECT_THAT(validate("credential:operator-key", setting).out,
              EndsWith("lists: 2 people in lists, 2 of them opted out\n"));
}

TEST(Validate, TellsWhereTheCellsAre) {
  const TemporaryFolder folder;
  const std::string csv = folder.path("cells.csv"), zones = folder.path("zones.geojson");
  std::ofstream{csv} << "CELL;TOWN;lon;lat\necgi:001-01-0000101;old town;;\n"
                        "ecgi:001-01-0000201;;0,5;0,5\necgi:001-01-0000301;;7;7\n";
  std::ofstream{zones} << R"({"type":"FeatureCollection","features":[{"type":"Feature",)"
                          R"("properties":{"name":"harbour"},"geometry":{"type":"Polygon",)"
                          R"("coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}}]})";
  const std::string file =
      file_of(folder, "version: 1\nprobe:\n  name: a\n  cells: " + csv + "\n  zones: " + zones +
                          "\n  cells_columns: {place: CELL, zone: TOWN, "
                          "separator: \";\"}\n"
                          "capture: {ports: [{interface: eth0}]}\n");
  const auto good = ProgramRun::of({"validate", "--for", "probe", file});
  EXPECT_EQ(good.exit_code, 0) << good.err;
  EXPECT_EQ(good.out, file +
                          ": good\nprobe a, 3 cells, 1 port, noise: epsilon 2.49 a day (at delta "
                          "1e-09)\ncells: 2 with a "
                          "position, 3 sites, 2 zones, 1 in no zone\n");
  std::ofstream{zones} << "{\n]";
  const auto bad = ProgramRun::of({"validate", "--for", "probe", file});
  EXPECT_EQ(bad.exit_code, 78);
  EXPECT_EQ(bad.err,
            zones + ":2:1: from here on it is no JSON; mend it, or export the zones anew\n");
}

TEST(Validate, LooksForCredentialsWhereSystemdPutsThem) {
  const TemporaryFolder folder;
  const std::string file = file_of(
      folder,
      "version: 1\nship: {sinks: [{name: s, type: https, url: https://x.example, token_file: "
      "credential:token}]}\n");
  ProgramRun::Setting setting;
  setting.environment.push_back("CREDENTIALS_DIRECTORY=/nonexistent");
  EXPECT_EQ(ProgramRun::of({"validate", "--for", "shipper", file}).exit_code, 0);
  const auto run = ProgramRun::of({"validate", "--for", "shipper", file}, setting);
  EXPECT_EQ(run.exit_code, 78);
  EXPECT_THAT(run.err, HasSubstr("\"/nonexistent/token\" cannot be read"));
}

TEST(Config, PrintsWhatIsInForceAndTheSameAgain) {
  const TemporaryFolder folder;
  for (const char* name : {"lab-replay", "one-box-edge", "core-aggregation"}) {
    const auto first = ProgramRun::of({"config", "print", "--no-files", example(name)});
    ASSERT_EQ(first.exit_code, 0) << first.err;
    const auto again =
        ProgramRun::of({"config", "print", "--no-files", file_of(folder, first.out)});
    EXPECT_EQ(again.exit_code, 0) << again.err;
    EXPECT_EQ(again.out, first.out);
  }
  const auto bad = ProgramRun::of({"config", "print", "/nonexistent"});
  EXPECT_EQ(bad.exit_code, 78);
  EXPECT_EQ(bad.err, "/nonexistent: cannot be read: No such file or directory\n");
}

TEST(Config, ExplainsOneKeyOrSaysWhichIsNearest) {
  const auto one = ProgramRun::of({"config", "explain", "protection.people_min"});
  EXPECT_EQ(one.exit_code, 0);
  EXPECT_EQ(one.out,
            "protection.people_min\n    fewest people behind a released count\n"
            "    10 to 1000000; default 20\n");
  const auto none = ProgramRun::of({"config", "explain", "protection.poeple_min"});
  EXPECT_EQ(none.exit_code, 2);
  EXPECT_EQ(none.err,
            "celltally: there is no key \"protection.poeple_min\"; did you mean "
            "protection.people_min?\n");
}

// When this fails: celltally config explain --markdown >docs/configuration.md
TEST(Config, ThePageOfDocumentationIsWhatTheSchemaSays) {
  const auto run = ProgramRun::of({"config", "explain", "--markdown"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(run.out, ProgramRun::text_of(kRoot + "/docs/configuration.md"));
}

// An outside reading of both YAML and JSON Schema: PyYAML and jsonschema.
TEST(Config, TheJsonSchemaTakesWhatWeTakeAndRefusesWhatWeRefuse) {
  if (std::system("python3 -c 'import yaml, jsonschema' 2>/dev/null") != 0) {
    GTEST_SKIP() << "skipped: python3-jsonschema and python3-yaml are not installed";
  }
  const TemporaryFolder folder;
  const std::string schema = folder.path("schema.json");
  ProgramRun::Setting setting;
  setting.standard_output = schema;
  ASSERT_EQ(ProgramRun::of({"config", "schema"}, setting).exit_code, 0);
  const std::string command = "python3 " + kRoot + "/tests/cli/json_schema.py " + schema + " " +
                              CELLTALLY_PROGRAM + " " + kRoot + "/docs/examples/*.yaml >" +
                              folder.path("said") + " 2>&1";
  EXPECT_EQ(std::system(command.c_str()), 0) << ProgramRun::text_of(folder.path("said"));
}

TEST(Config, WithoutAJobSaysWhichThereAre) {
  EXPECT_EQ(ProgramRun::of({"config"}).exit_code, 2);
  EXPECT_THAT(ProgramRun::of({"config"}).err, StartsWith("celltally config: "));
}

}  // namespace
}  // namespace celltally
