#include "cli/audit_command.hpp"
#include "audit/box/stop_request.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "outbox/ledger.hpp"
#include "tests/audit/made_checks.hpp"
#include "tests/cli/program_run.hpp"

namespace celltally {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;
using testing::ProgramRun;

class AuditCommand : public ::testing::Test {
 protected:
  AuditCommand() {
    fs::create_directory(outbox_);
    configure("noise");
  }

  void configure(const std::string& mode) const {
    std::ofstream{config_}
        << "version: 1\n"
           "probe:\n  name: north-1\n  cells: /etc/celltally/cells.csv\n"
           "capture:\n  ports:\n    - name: mirror0\n      pci: \"0000:03:00.0\"\n"
           "protection:\n  mode: "
        << mode << "\noutbox:\n  folder: " << outbox_ << "\n";
  }

  void spend(std::uint32_t scale) const {
    LedgerEntry entry;
    entry.at = entry.day = entry.window.from = Timestamp::from_seconds(1767240000);
    entry.window.to = Timestamp::from_seconds(1767243600);
    entry.probe = "north-1";
    entry.protection.people_min = 20;
    entry.protection.noise = {.scale_tenths = scale, .cap = 24, .threshold = 80, .near_below = 120};
    ASSERT_TRUE(Ledger::open(outbox_)->spend(entry));
  }

  ProgramRun run(ProgramRun::Arguments words) const {
    words.insert(words.begin(), {"audit", "--config", config_});
    return ProgramRun::of(words);
  }

  // One that waits in an attack, until it is sent `signal`; its exit code.
  int interrupted(bool cleans_up, int signal) const {
    const pid_t child = fork();
    if (child == 0) {
      AuditOptions options;
      options.config.file = config_;
      options.page = page_;
      const auto wait = [signal, cleans_up](const AuditAttack::Scope&) -> std::vector<AuditCheck> {
        kill(getpid(), signal);
        while (cleans_up) {
          StopRequest::check();
          std::this_thread::sleep_for(std::chrono::milliseconds{5});
        }
        std::this_thread::sleep_for(std::chrono::seconds{30});
        return test::made_checks();
      };
      // Standard error is the test's own.
      static_cast<void>(freopen("/dev/null", "w", stderr));
      _exit(run_audit(options,
                      {{.name = "waiting", .what = "", .cleans_up = cleans_up, .run = wait}}));
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
  }

  std::size_t files() const {
    return static_cast<std::size_t>(
        std::distance(fs::directory_iterator{folder_.path("")}, fs::directory_iterator{}));
  }

  const testing::TemporaryFolder folder_;
  const std::string config_ = folder_.path("celltally.yaml");
  const std::string outbox_ = folder_.path("outbox");
  const std::string page_ = folder_.path("audit.html");
};

TEST_F(AuditCommand, PassesAndSaysSo) {
  spend(180);
  const auto run = this->run({"--only", "ledger"});
  EXPECT_EQ(run.exit_code, 0) << run.out;
  EXPECT_EQ(run.err, "") << "progress is for terminals";
  EXPECT_THAT(run.out, HasSubstr("Audit of north-1 by celltally 0.1.0, "));
  EXPECT_THAT(run.out, HasSubstr("A day may cost rho\n0.08479, epsilon 2.49 at delta 1e-09."));
  EXPECT_THAT(run.out, HasSubstr("\npassed   ledger\n"));
  EXPECT_TRUE(run.out.ends_with("\n1 passed, 0 failed, 0 skipped\n"));
}

TEST_F(AuditCommand, FailsWithExitCodeOneAndWritesThePageAllTheSame) {
  spend(10);
  const auto run = this->run({"--only", "ledger", "--page", page_});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_THAT(run.out, HasSubstr("FAILED   ledger\n"));
  EXPECT_THAT(run.out, HasSubstr("       ! rho of the dearest day"));
  EXPECT_THAT(ProgramRun::text_of(page_), HasSubstr("0 passed, 1 failed, 0 skipped"));
}

TEST_F(AuditCommand, IsDoneWhenAllIsSkipped) {
  configure("threshold_only");
  const auto run = this->run({"--only", "ledger", "--json", "--quick"});
  EXPECT_EQ(run.exit_code, 0);
  const auto json = nlohmann::json::parse(run.out);
  EXPECT_EQ(json["skipped"], 1);
  EXPECT_EQ(json["quick"], true);
  EXPECT_EQ(json["checks"][0]["said"], "numbers are protected by a threshold only");
  EXPECT_THAT(json["rules"][0].get<std::string>(), HasSubstr("Threshold only: 20 people"));
  EXPECT_FALSE(json.contains("promised"));
}

TEST_F(AuditCommand, SkipsAttacksOnNoiseThatTheConfigurationDoesNotHave) {
  const auto skipped = [this](const std::string& mode, const std::string& attack) {
    configure(mode);
    const auto json = nlohmann::json::parse(run({"--only", attack, "--json"}).out);
    return json["skipped"] == 1 ? json["checks"][0]["said"].get<std::string>() : "";
  };
  for (const char* attack : {"sampler", "neighbouring", "resend"}) {
    EXPECT_THAT(skipped("threshold_only", attack), HasSubstr("there is no noise to attack"));
  }
  EXPECT_THAT(skipped("noise\n  shape: geometric", "neighbouring"), HasSubstr("is geometric"));
  EXPECT_EQ(skipped("noise\n  statistics: [dwell]", "neighbouring"), "presence is not released");
}

TEST_F(AuditCommand, ListsItsAttacksWithoutAConfiguration) {
  const auto run = ProgramRun::of({"audit", "--list", "--config", folder_.path("none")});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_THAT(run.out, HasSubstr("ledger          reads the outbox for a window that was released "
                                 "twice\n"));
}

TEST_F(AuditCommand, RefusesAWrongUse) {
  const auto unknown = run({"--only", "ledger,magic"});
  EXPECT_EQ(unknown.exit_code, 2);
  EXPECT_THAT(unknown.err,
              HasSubstr("celltally audit: --only: \"magic\" will not do; write membership, "));
  const auto over_config = run({"--page", config_});
  EXPECT_EQ(over_config.exit_code, 2);
  EXPECT_THAT(over_config.err, HasSubstr("is read as well; name another file"));
  EXPECT_EQ(run({"--page", "-"}).exit_code, 2);
}

TEST_F(AuditCommand, RefusesAWrongConfiguration) {
  std::ofstream{config_} << "version: 1\nprobe:\n  nme: x\n";
  const auto wrong = run({});
  EXPECT_EQ(wrong.exit_code, 78);
  EXPECT_THAT(wrong.err, HasSubstr("celltally.yaml:3"));
  EXPECT_EQ(ProgramRun::of({"audit", "--config", folder_.path("none")}).exit_code, 78);
}

TEST_F(AuditCommand, SaysBeforeItBeginsThatThePageCannotBeWritten) {
  const auto run = this->run({"--page", folder_.path("nowhere/audit.html")});
  EXPECT_EQ(run.exit_code, 1);
  EXPECT_EQ(run.out, "");
  EXPECT_THAT(run.err, HasSubstr("cannot be written"));
}

TEST_F(AuditCommand, ShowsOnATerminalHowFarItIs) {
  spend(180);
  const ProgramRun::Arguments words{"audit", "--config", config_, "--only", "ledger"};
  const auto run = ProgramRun::on_terminal(words, 80, {"TERM=xterm"});
  EXPECT_THAT(run.out, HasSubstr("attacking  1 of 1  ledger\033[K"));
  EXPECT_THAT(run.out, HasSubstr("1 passed, 0 failed, 0 skipped"));
}

TEST_F(AuditCommand, LeavesNothingBehindWhenItIsInterrupted) {
  const std::size_t before = files();
  EXPECT_EQ(interrupted(false, SIGINT), 130);
  EXPECT_EQ(interrupted(false, SIGTERM), 143);
  EXPECT_EQ(interrupted(true, SIGINT), 130);
  EXPECT_EQ(interrupted(true, SIGTERM), 143);
  EXPECT_EQ(files(), before);
}

}  // namespace
}  // namespace celltally
