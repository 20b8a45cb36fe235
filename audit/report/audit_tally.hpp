#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "audit/audit_check.hpp"

namespace celltally {

// How many checks ended how.
struct AuditTally {
  std::size_t passed = 0;
  std::size_t failed = 0;
  std::size_t skipped = 0;

  static AuditTally of(std::span<const AuditCheck> checks) noexcept {
    AuditTally tally;
    for (const AuditCheck& check : checks) {
      switch (check.verdict) {
        case AuditCheck::Verdict::passed: ++tally.passed; break;
        case AuditCheck::Verdict::failed: ++tally.failed; break;
        case AuditCheck::Verdict::skipped: ++tally.skipped; break;
      }
    }
    return tally;
  }

  // "12 passed, 0 failed, 2 skipped"
  std::string text() const {
    return std::to_string(passed) + " passed, " + std::to_string(failed) + " failed, " +
           std::to_string(skipped) + " skipped";
  }
};

}  // namespace celltally
