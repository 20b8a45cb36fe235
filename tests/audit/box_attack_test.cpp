// Each attack on this build's programs, and on the same without the defence: a script around the
// program takes it away, and the attack has to succeed.

#include "audit/box/attack_box.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>

#include "audit/box/canary.hpp"
#include "audit/box/canary_person.hpp"
#include "audit/box/hardening.hpp"
#include "audit/box/memory.hpp"
#include "audit/box/neighbouring.hpp"
#include "audit/box/opt_out.hpp"
#include "audit/box/resend.hpp"
#include "audit/box/temporary_folder.hpp"
#include "tests/build_places.hpp"

namespace celltally {
namespace {

using Verdict = AuditCheck::Verdict;

class BoxAttacks : public testing::Test {
 protected:
  BoxAttacks() : options_(BoxOptions::beside(CELLTALLY_PROGRAM)) {
    options_.canaries = 60;
    options_.replicas = 400;
    options_.kills = 6;
  }

  void SetUp() override {
    if (const std::string missing = options_.missing_program(); !missing.empty()) {
      GTEST_SKIP() << missing;
    }
  }

  // A program that does `first` before it is what `path` names, and is called in its place. Of the
  // script, $site is the folder of the configuration.
  std::string weakened(const std::string& path, const std::string& first) {
    const std::string script = folder_ / ("weakened-" + std::to_string(scripts_++));
    std::ofstream{script} << "#!/bin/sh\nprogram=" << path << "\nsite=$(dirname \"$2\")\n"
                          << first << "\nexec \"$program\" \"$@\"\n";
    chmod(script.c_str(), 0755);
    chmod(folder_.path().c_str(), 0755);
    return script;
  }

  // Which figures do not hold.
  static std::vector<std::string> broken(const AuditCheck& check) {
    std::vector<std::string> names;
    for (const auto& figure : check.figures) {
      if (!figure.holds()) names.push_back(figure.what);
    }
    return names;
  }

  static void expect_passed(const AuditCheck& check) {
    EXPECT_EQ(check.verdict, Verdict::passed)
        << check.said << testing::PrintToString(broken(check));
  }

  static void expect_failed(const AuditCheck& check, const std::string& figure) {
    EXPECT_EQ(check.verdict, Verdict::failed) << check.said;
    const auto names = broken(check);
    EXPECT_NE(std::ranges::find(names, figure), names.end()) << testing::PrintToString(names);
  }

  TemporaryFolder folder_{""};
  BoxOptions options_;
  int scripts_ = 0;
};

TEST_F(BoxAttacks, CanaryFindsNothingThatIsWritten) {
  expect_passed(check_canary(options_));
}

TEST_F(BoxAttacks, CanaryFindsACopyOfThePackets) {
  options_.celltallyd = weakened(options_.celltallyd,
                                 "mv $site/packets $site/wire; mkfifo $site/packets\n"
                                 "tee $site/state/copy < $site/wire > $site/packets &");
  expect_failed(check_canary(options_), "identifiers of made-up people in what was written");
}

TEST_F(BoxAttacks, HardeningFindsTheDefencesOfBothDaemons) {
  expect_passed(check_hardening(options_));
}

TEST_F(BoxAttacks, HardeningFindsAProgramWithoutAny) {
  options_.celltallyd = weakened("/bin/sleep", "echo captures as >&2; set -- 60");
  const AuditCheck check = check_hardening(options_);
  expect_failed(check, "celltallyd: most octets of a core dump");
  expect_failed(check, "celltallyd: may be looked into by its own user");
  expect_failed(check, "celltallyd: may gain privileges");
  expect_failed(check, "celltallyd: may make any system call");
  EXPECT_TRUE(std::ranges::none_of(
      broken(check), [](const std::string& what) { return what.starts_with("celltally-shipd"); }));
}

TEST_F(BoxAttacks, MemoryHoldsNobodyAfterTwoSeconds) {
  const AuditCheck check = check_memory(options_);
  if (check.verdict == Verdict::skipped) GTEST_SKIP() << check.said;
  expect_passed(check);
}

TEST_F(BoxAttacks, MemoryFindsAnIdentifierThatStays) {
  const auto people = canary_people(options_.canaries, options_.seed);
  options_.celltally_shipd =
      weakened(options_.celltally_shipd, "export LAST_SEEN=" + people.front().imsi);
  const AuditCheck check = check_memory(options_);
  if (check.verdict == Verdict::skipped) GTEST_SKIP() << check.said;
  expect_failed(check, "identifiers in celltally-shipd");
}

TEST_F(BoxAttacks, NeighbouringSeesNoMoreThanIsPromised) {
  expect_passed(check_neighbouring(options_));
}

TEST_F(BoxAttacks, NeighbouringSeesADeviceThroughTooLittleNoise) {
  options_.celltallyd = weakened(options_.celltallyd, "sed -i 's/scale: 18.0/scale: 4.0/' $2");
  const AuditCheck check = check_neighbouring(options_);
  expect_failed(check, "mu of a device's day, from what was told");
  expect_failed(check, "widths of the noise of the promised ones, without the target");
}

// As of a probe whose random numbers begin alike in each life.
TEST_F(BoxAttacks, NeighbouringSeesTheSameNoiseOnBothDays) {
  options_.celltallyd = weakened(options_.celltallyd,
                                 "\"$program\" \"$@\" || exit\n"
                                 "case $site in */with) rm -rf $site/outbox\n"
                                 "cp -r $site/../without/outbox $site; esac\nexit 0");
  const AuditCheck check = check_neighbouring(options_);
  expect_failed(check, "correlation of the noise of both days");
  EXPECT_EQ(broken(check).size(), 1U) << testing::PrintToString(broken(check));
}

TEST_F(BoxAttacks, ResendTellsEachNumberOnce) {
  expect_passed(check_resend(options_));
}

TEST_F(BoxAttacks, ResendFindsNewNoiseWhereTheLedgerIsLost) {
  options_.celltallyd = weakened(options_.celltallyd, "rm -rf $site/outbox/*");
  expect_failed(check_resend(options_), "most values that one number was told with");
}

TEST_F(BoxAttacks, OptOutLeavesNoTraceInAnyRow) {
  expect_passed(check_opt_out(options_));
}

TEST_F(BoxAttacks, OptOutIsSeenWhereTheListIsEmpty) {
  options_.celltally =
      weakened(options_.celltally,
               "if [ $1 = prepare-list ]; then \"$program\" \"$@\"; for list; do :; done\n"
               "sed -i 2,\\$d $list; exit 0; fi");
  expect_failed(check_opt_out(options_), "exact rows that tell of those who opted out");
}

TEST_F(BoxAttacks, OptOutIsSeenWhereTheProbeKnowsNoList) {
  options_.celltallyd =
      weakened(options_.celltallyd, "sed -i '/opted_out:/d; /operator_key:/d' $2");
  expect_failed(check_opt_out(options_), "released rows that tell of those who opted out");
}

TEST_F(BoxAttacks, CanaryFindsAProbeThatDiesOfAMessage) {
  options_.celltallyd = weakened("/bin/sleep", "kill -SEGV $$");
  expect_failed(check_canary(options_), "crashes of celltallyd on damaged messages");
}

TEST_F(BoxAttacks, AreSkippedWhereAProgramIsMissing) {
  BoxOptions none = options_;
  none.celltallyd = "/nowhere/celltallyd";
  const auto checks = attack_box(none);
  EXPECT_EQ(checks.size(), box_attacks().size());
  for (const AuditCheck& check : checks) {
    EXPECT_EQ(check.verdict, Verdict::skipped);
    EXPECT_EQ(check.said, "/nowhere/celltallyd cannot be run; install it, or say where it is");
  }
}

// A bad program would pass otherwise.
TEST_F(BoxAttacks, FailWhereAProgramDoesNotWork) {
  options_.celltallyd = weakened(options_.celltallyd, "echo no room >&2; echo '  ^' >&2; exit 1");
  for (const AuditCheck& check : attack_box(options_)) {
    if (check.name == "memory" && check.verdict == Verdict::skipped) continue;  // not as root
    EXPECT_EQ(check.verdict, Verdict::failed) << check.name;
    EXPECT_NE(check.said.find("no room"), std::string::npos) << check.name << ": " << check.said;
  }
}

}  // namespace
}  // namespace celltally
