#include "audit/report/verdict.hpp"

namespace celltally {

std::string_view to_text(AuditCheck::Verdict verdict) noexcept {
  switch (verdict) {
    case AuditCheck::Verdict::passed: return "passed";
    case AuditCheck::Verdict::failed: return "FAILED";
    case AuditCheck::Verdict::skipped: return "skipped";
  }
  return "";
}

std::string_view verdict_word(AuditCheck::Verdict verdict) noexcept {
  return verdict == AuditCheck::Verdict::failed ? "failed" : to_text(verdict);
}

}  // namespace celltally
