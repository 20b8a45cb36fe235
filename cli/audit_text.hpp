#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "audit/audit_check.hpp"
#include "audit/report/audit_about.hpp"

namespace celltally {

// An audit for people, in lines of at most `columns` (40 or more): each check with its verdict
// first, its figures against their marks, those that miss it with a "!" before them, and what to
// do; how many passed at the end.
std::string audit_text(const AuditAbout& about, std::span<const AuditCheck> checks,
                       std::size_t columns);

}  // namespace celltally
