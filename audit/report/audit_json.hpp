#pragma once

#include <span>
#include <string>

#include "audit/audit_check.hpp"
#include "audit/report/audit_about.hpp"

namespace celltally {

// For programs: one object on one line, with its break. docs/formats/audit.md.
std::string audit_json(const AuditAbout& about, std::span<const AuditCheck> checks);

}  // namespace celltally
