#pragma once

#include <cstdint>

#include "audit/audit_check.hpp"
#include "audit/games/release.hpp"

namespace celltally {

// Row 4 of the threat table: two areas, or one area in two hours, are made to differ in a single
// device, all others being known. What is left when the released numbers are taken off each other
// is one, and how much noise?
AuditCheck check_differencing(const NoiseRules& rules, std::uint64_t seed, const Probe& probe,
                              std::uint32_t pairs);

}  // namespace celltally
