#include "cli/audit_text.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "tests/audit/made_checks.hpp"

namespace celltally {
namespace {

TEST(AuditText, TellsVerdictsFiguresAndWhatToDoInEightyColumns) {
  EXPECT_EQ(audit_text(test::made_about(), test::made_checks(), 80),
            R"(Audit of north-1 by celltally 0.1.0, 2026-01-01T12:00:00Z. A day may cost rho
0.03125, epsilon 1.47 at delta 1e-09.

passed   membership
         advantage over guessing                          0.1275  at most 0.2812
FAILED   differencing
         Two areas that differ by <one> person are compared.
       ! standard deviation of the difference to what it
         is in truth                                        12.5  at least 18
         answers to other shapes                               0  at most 0
         What to do: the noise is narrower than the configuration says: look for
         a scale below 18 in protection.families
skipped  swap
         celltallyd is not installed here

1 passed, 1 failed, 1 skipped
)");
}

TEST(AuditText, HasFiguresBelowTheirNamesInFortyColumns) {
  EXPECT_EQ(audit_text(test::made_about(), test::made_checks(), 40),
            R"(Audit of north-1 by celltally 0.1.0,
2026-01-01T12:00:00Z. A day may cost rho
0.03125, epsilon 1.47 at delta 1e-09.

passed   membership
         advantage over guessing
         0.1275  at most 0.2812
FAILED   differencing
         Two areas that differ by <one>
         person are compared.
       ! standard deviation of the
         difference to what it is in
         truth
         12.5  at least 18
         answers to other shapes
         0  at most 0
         What to do: the noise is
         narrower than the configuration
         says: look for a scale below 18
         in protection.families
skipped  swap
         celltallyd is not installed
         here

1 passed, 1 failed, 1 skipped
)");
}

TEST(AuditText, FitsEveryWidth) {
  for (std::size_t columns = 40; columns <= 200; ++columns) {
    std::istringstream text{audit_text(test::made_about(), test::made_checks(), columns)};
    for (std::string line; std::getline(text, line);) {
      EXPECT_LE(line.size(), columns) << line;
      EXPECT_FALSE(line.ends_with(' ')) << line;
    }
  }
}

}  // namespace
}  // namespace celltally
