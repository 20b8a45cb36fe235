#include "audit/audit_check.hpp"

#include <gtest/gtest.h>

#include "audit/report/verdict.hpp"

namespace celltally {
namespace {

TEST(AuditCheck, PassesWhenEveryFigureIsOnTheRightSideOfItsMark) {
  AuditCheck check;
  check.figures = {
      {.what = "advantage", .measured = 0.2, .bound = 0.281},
      {.what = "p", .measured = 0.001, .bound = 0.001, .mark = AuditCheck::Figure::Mark::at_least}};
  check.judge("look at the noise");
  EXPECT_EQ(to_text(check.verdict), "passed");
  EXPECT_EQ(check.said, "");
}

TEST(AuditCheck, FailsWithOneFigureOnTheWrongSideAndSaysWhatToDo) {
  AuditCheck check;
  check.figures = {{.what = "advantage", .measured = 0.2, .bound = 0.281},
                   {.what = "found", .measured = 1, .bound = 0}};
  check.judge("look at the noise");
  EXPECT_EQ(to_text(check.verdict), "FAILED");
  EXPECT_EQ(check.said, "look at the noise");
}

TEST(AuditCheck, IsNeitherGoodNorBadBeforeItIsJudged) {
  EXPECT_EQ(to_text(AuditCheck{}.verdict), "skipped");
}

}  // namespace
}  // namespace celltally
