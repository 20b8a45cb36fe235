#pragma once

#include <string_view>

#include "audit/audit_check.hpp"

namespace celltally {

// "passed", "FAILED", "skipped".
std::string_view to_text(AuditCheck::Verdict verdict) noexcept;

}  // namespace celltally
