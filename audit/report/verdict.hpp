#pragma once

#include <string_view>

#include "audit/audit_check.hpp"

namespace celltally {

// "passed", "FAILED", "skipped": for people.
std::string_view to_text(AuditCheck::Verdict verdict) noexcept;

// "passed", "failed", "skipped": for programs and style sheets.
std::string_view verdict_word(AuditCheck::Verdict verdict) noexcept;

}  // namespace celltally
