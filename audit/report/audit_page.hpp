#pragma once

#include <span>
#include <string>

#include "audit/audit_check.hpp"
#include "audit/report/audit_about.hpp"

namespace celltally {

// A page to read, print and hand on: HTML that is well-formed XML too, whole in itself. It asks for
// nothing from anywhere, and says so to the browser.
std::string audit_page(const AuditAbout& about, std::span<const AuditCheck> checks);

}  // namespace celltally
