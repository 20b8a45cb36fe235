#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <string>

#include "config/load_config.hpp"
#include "config/secret_file.hpp"
#include "tests/capture/temporary_folder.hpp"

namespace celltally {
namespace {

using testing::TemporaryFolder;

void write(const std::string& path, std::string_view text, mode_t mode) {
  std::ofstream{path, std::ios::binary} << text;
  ASSERT_EQ(chmod(path.c_str(), mode), 0);
}

const LoadOptions kShipper{.purpose = Purpose::shipper,
                           .check_files = true,
                           .credentials_directory = {},
                           .zone_problem = {}};

std::string with_token(const std::string& token_file) {
  return "version: 1\nship: {sinks: [{name: a, type: https, url: https://x.example, token_file: "
         "\"" +
         token_file + "\"}]}\n";
}

// The first problem's text; empty when there is none.
std::string problem_of(const std::string& text, const LoadOptions& options) {
  const auto config = load_config_text("c.yaml", text, options);
  return config ? "" : config.error().front().text;
}

TEST(ConfigFiles, ThatAConfigurationNamesAreThereUnlessItIsForAnotherMachine) {
  const std::string text = with_token("/nonexistent/token");
  EXPECT_EQ(problem_of(text, kShipper),
            "\"/nonexistent/token\" cannot be read: No such file or directory; put the file there, "
            "or mend the path");
  LoadOptions elsewhere = kShipper;
  elsewhere.check_files = false;
  EXPECT_EQ(problem_of(text, elsewhere), "");
}

TEST(ConfigFiles, OfTheOtherDaemonAreNotLookedAt) {
  const std::string text =
      "version: 1\nprobe: {name: a, cells: /nonexistent/cells.csv}\n"
      "capture: {ports: [{interface: eth0}]}\n"
      "ship: {sinks: [{name: s, type: sqlite}]}\n";
  EXPECT_EQ(problem_of(text, kShipper), "");
  LoadOptions probe = kShipper;
  probe.purpose = Purpose::probe;
  EXPECT_NE(problem_of(text, probe), "");
}

TEST(ConfigFiles, SectionsThatTheOtherDaemonReadsAloneArePassedOver) {
  const std::string probe = "version: 1\nprobe: {name: a, cells: /c}\n";
  const std::string ports = "capture: {ports: [{interface: eth0}]}\n";
  const std::string ship = "ship: {sinks: [{name: s, type: sqlite}]}\n";
  for (const char* wrong : {"capture: eth0\n", "counting: {people_max: 0}\n", "protection:\n",
                            "control: {sokket: /s}\n"}) {
    EXPECT_EQ(problem_of(probe + ship + wrong, kShipper), "") << wrong;
  }
  EXPECT_EQ(problem_of(probe + ship + "outbox: []\n", kShipper),
            "is no section; write its keys below it, indented, each with a colon and a space (the "
            "folder between the two daemons)");
  EXPECT_EQ(problem_of(probe + ship + "captur: {}\n", kShipper),
            "is not a key here; did you mean capture?");
  LoadOptions options = kShipper;
  options.check_files = false;
  options.purpose = Purpose::probe;
  EXPECT_EQ(problem_of(probe + ports + "ship: {sinks: [{type: carrier-pigeon}]}\n", options), "");
  // Who looks for both sees everything.
  options.purpose = Purpose::both;
  EXPECT_EQ(problem_of(probe + ports + "ship: {sinks: [{type: pigeon}]}\n", options),
            "is missing; write 1 to 63 of a-z, 0-9 and -, such as store (how the sink is called in "
            "metrics and in the shipper's state)");
}

TEST(ConfigFiles, WithSecretsAreForTheirOwnerAndGroupAlone) {
  const TemporaryFolder folder;
  const std::string path = folder.path("token");
  for (const mode_t mode : {0600u, 0400u, 0640u, 0440u}) {
    write(path, "hunter2", mode);
    EXPECT_EQ(problem_of(with_token(path), kShipper), "") << std::oct << mode;
  }
  for (const auto& [mode, shown] : {std::pair{0644u, "0644"},
                                    {0604u, "0604"},
                                    {0660u, "0660"},
                                    {0601u, "0601"},
                                    {0777u, "0777"}}) {
    write(path, "hunter2", mode);
    EXPECT_EQ(problem_of(with_token(path), kShipper),
              "\"" + path + "\" is open to others (mode " + shown + "); chmod 0600 it, or 0640");
  }
}

TEST(ConfigFiles, ThatAreFoldersAreRefused) {
  const TemporaryFolder folder;
  EXPECT_EQ(problem_of(with_token("/tmp"), kShipper),
            "\"/tmp\" is a folder; write the path of a file");
}

TEST(ConfigFiles, CredentialsAreLookedAtWhereTheyAreKnown) {
  const TemporaryFolder folder;
  const std::string text = with_token("credential:token");
  EXPECT_EQ(problem_of(text, kShipper), "");
  LoadOptions under_systemd = kShipper;
  under_systemd.credentials_directory = folder.path("");
  under_systemd.credentials_directory.pop_back();
  EXPECT_EQ(problem_of(text, under_systemd),
            "\"" + folder.path("token") +
                "\" cannot be read: No such file or directory; put the file there, or mend the "
                "path");
  write(folder.path("token"), "hunter2", 0400);
  EXPECT_EQ(problem_of(text, under_systemd), "");
}

TEST(ConfigFiles, CredentialsAreWhereSystemdPutsThem) {
  EXPECT_EQ(secret_path("credential:token", "/run/credentials/x").value(),
            "/run/credentials/x/token");
  EXPECT_EQ(secret_path("/etc/token", "").value(), "/etc/token");
  EXPECT_EQ(secret_path("credential:token", "").error(),
            "credential:token is only there under systemd, with LoadCredential= in the unit; write "
            "the path of a file instead");
}

TEST(ConfigFiles, TheConfigurationItselfIsAFileOfAMegabyteAtMost) {
  const TemporaryFolder folder;
  const std::string path = folder.path("c.yaml");
  const auto problem = [&path] {
    const auto config = load_config(path, kShipper);
    return config ? "" : to_text(config.error().front());
  };
  EXPECT_EQ(problem(), path + ": cannot be read: No such file or directory\n");
  std::string good = "version: 1\nship: {sinks: [{name: s, type: sqlite}]}\n";
  while (good.size() + 2 <= kConfigOctetsMax) good += "#\n";
  good.resize(kConfigOctetsMax, '#');
  write(path, good, 0644);
  EXPECT_EQ(problem(), "");
  write(path, good + "#", 0644);
  EXPECT_EQ(problem(), path + ": the file is larger than 1MiB; is it the right one?\n");
  EXPECT_EQ(to_text(load_config("/tmp", kShipper).error().front()),
            "/tmp: is a folder; name the file in it\n");
  EXPECT_EQ(to_text(load_config("/dev/zero", kShipper).error().front()),
            "/dev/zero: the file is larger than 1MiB; is it the right one?\n");
}

}  // namespace
}  // namespace celltally
