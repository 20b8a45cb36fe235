// The check is seen to fail on an outbox that somebody meddled with in each of the ways it names.

#include "cli/ledger_audit.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "outbox/ledger.hpp"
#include "outbox/ledger_line.hpp"
#include "outbox/ledger_reader.hpp"
#include "outbox/outbox.hpp"
#include "tests/cli/program_run.hpp"
#include "tests/outbox/released_rows.hpp"

namespace celltally {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::ProgramRun;
using Verdict = AuditCheck::Verdict;

constexpr Timestamp kNow = Timestamp::from_seconds(1767312000);

class LedgerAudit : public ::testing::Test {
 protected:
  LedgerAudit() { fs::create_directory(outbox_); }

  static LedgerEntry entry_of(int hour, std::uint32_t scale) {
    LedgerEntry entry;
    entry.at = kNow;
    entry.probe = "north-1";
    entry.day = test::hour(hour / 24 * 24).from;
    entry.window = test::hour(hour);
    entry.protection.people_min = 20;
    entry.protection.noise = {.scale_tenths = scale, .cap = 24, .threshold = 80, .near_below = 120};
    return entry;
  }

  // Hours of presence as the probe releases them: the line first, then the segment.
  void release(int first_hour, int hours, std::uint32_t scale = 180) const {
    auto ledger = Ledger::open(outbox_);
    auto outbox = Outbox::open(outbox_, {}, kNow);
    for (int hour = first_hour; hour < first_hour + hours; ++hour) {
      const LedgerEntry entry = entry_of(hour, scale);
      SegmentHeader about = test::about(Statistic::presence, entry.window);
      about.protection = entry.protection;
      about.ledger = ledger->spend(entry).value();
      outbox->add(about, {}, kNow);
    }
  }

  std::string ledger_path() const { return outbox_ + "/" + Ledger::kFile; }

  void change(const std::string& path, const std::string& what, const std::string& with) const {
    std::string text = ProgramRun::text_of(path);
    ASSERT_NE(text.find(what), std::string::npos);
    std::ofstream{path, std::ios::binary} << text.replace(text.find(what), what.size(), with);
  }

  std::string a_segment() const {
    for (const auto& file : fs::directory_iterator{outbox_}) {
      if (file.path().extension() == ".segment") return file.path().string();
    }
    return {};
  }

  AuditCheck audit() const { return audit_ledger(outbox_, rules_); }

  const testing::TemporaryFolder folder_;
  const std::string outbox_ = folder_.path("outbox");
  NoiseRules rules_ = NoiseRules::from({});
};

TEST_F(LedgerAudit, PassesWhereEachWindowWasReleasedOnce) {
  release(0, 24);
  const AuditCheck check = audit();
  EXPECT_EQ(check.verdict, Verdict::passed) << check.said;
  ASSERT_EQ(check.figures.size(), 4U);
  EXPECT_NEAR(check.figures[3].measured, 24 / (2 * 18. * 18.), 1e-12);
  EXPECT_EQ(check.figures[3].bound, rules_.day().rho);
  EXPECT_TRUE(check.plots.empty()) << "one day is no plot";
}

TEST_F(LedgerAudit, ShowsWhatEachDayCost) {
  release(0, 30);
  const AuditCheck check = audit();
  ASSERT_EQ(check.plots.size(), 1U);
  const auto& series = check.plots[0].series;
  EXPECT_THAT(series[0].x, ::testing::ElementsAre(0, 1));
  EXPECT_GT(series[0].y[0], series[0].y[1]) << "of the second day six hours were released";
  EXPECT_THAT(series[1].y, ::testing::Each(rules_.day().rho));
}

TEST_F(LedgerAudit, IsSkippedWhereThereIsNothingToCheck) {
  EXPECT_EQ(audit().verdict, Verdict::skipped);
  EXPECT_EQ(audit().said, "nothing was released with noise yet");
  release(0, 2);
  const AuditCheck without_noise = audit_ledger(outbox_, std::nullopt);
  EXPECT_EQ(without_noise.verdict, Verdict::skipped);
  EXPECT_EQ(without_noise.said, "numbers are protected by a threshold only");
  const AuditCheck nowhere = audit_ledger(folder_.path("nowhere"), rules_);
  EXPECT_EQ(nowhere.verdict, Verdict::skipped);
  EXPECT_THAT(nowhere.said, HasSubstr("nowhere"));
}

TEST_F(LedgerAudit, FailsWhenALineWasChanged) {
  release(0, 3);
  change(ledger_path(), "\"cap\":24", "\"cap\":12");
  EXPECT_EQ(audit().verdict, Verdict::failed);
  EXPECT_EQ(audit().figures[0].measured, 1);
  EXPECT_THAT(audit().said, HasSubstr("previous is not the hash of the line before"));
}

TEST_F(LedgerAudit, FailsWhenAWindowIsThereTwice) {
  release(0, 3);
  LedgerEntry again = entry_of(1, 180);
  again.number = 4;
  again.previous = read_ledger(outbox_)->hashes.back();
  std::ofstream{ledger_path(), std::ios::app} << ledger_line(again);
  EXPECT_EQ(audit().verdict, Verdict::failed);
  EXPECT_THAT(audit().said, HasSubstr("was released before"));
}

TEST_F(LedgerAudit, FailsWhenTheLedgerIsGone) {
  release(0, 3);
  fs::remove(ledger_path());
  EXPECT_EQ(audit().verdict, Verdict::failed);
  EXPECT_EQ(audit().figures[1].measured, 3);
  EXPECT_THAT(audit().said, HasSubstr("the ledger has no line"));
}

TEST_F(LedgerAudit, FailsWhenASegmentWasChanged) {
  release(0, 3);
  change(a_segment(), "\"coverage_ppm\":1000000", "\"coverage_ppm\":1000001");
  EXPECT_EQ(audit().verdict, Verdict::failed);
  EXPECT_GE(audit().figures[2].measured, 1);
}

TEST_F(LedgerAudit, FailsWhenADayCostMoreThanIsPromised) {
  release(0, 24, 60);
  const AuditCheck check = audit();
  EXPECT_EQ(check.verdict, Verdict::failed);
  EXPECT_FALSE(check.figures[3].holds());
  EXPECT_THAT(check.said, HasSubstr("the day that began 2026-01-01T04:00:00Z cost more"));
}

}  // namespace
}  // namespace celltally
