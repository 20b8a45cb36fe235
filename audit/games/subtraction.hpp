#pragma once

#include <cstdint>

#include "audit/audit_check.hpp"
#include "audit/games/release.hpp"

namespace celltally {

// Row 6 of the threat table: does what is published of a site or zone, less what is published of
// its cells, leave a single number that was withheld? Over random zones and windows of presence,
// visitors and dwell, all that rows add up to is solved for each withheld number.
AuditCheck check_subtraction(const NoiseRules& rules, std::uint64_t seed, const Probe& probe,
                             std::uint32_t zones);

}  // namespace celltally
