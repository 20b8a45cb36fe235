#pragma once

#include <cstdint>

#include "audit/audit_check.hpp"
#include "audit/games/release.hpp"

namespace celltally {

// Row 18 of the threat table: over many random windows of every statistic, is a number of a handful
// of people ever published, one below its threshold, or one of a sensitive place?
AuditCheck check_small_groups(const NoiseRules& rules, std::uint64_t seed, const Probe& probe,
                              std::uint32_t windows);

}  // namespace celltally
