#pragma once

#include <cstdint>

#include "audit/audit_check.hpp"
#include "audit/games/release.hpp"

namespace celltally {

// How many made-up people and weeks; the more trials, the less is left to chance.
struct MembershipSize {
  std::uint32_t people = 20'000;
  std::uint32_t cells = 80;
  std::uint32_t targets = 200;        // a week, each in it or not by a coin
  std::uint32_t weeks = 100;          // that are attacked
  std::uint32_t reference_weeks = 4;  // that the attacker has exactly
};

// Rows 1 and 7 of the threat table: was a person, whose every hour is known, in the tables of
// presence? Asked by somebody who has the exact tables of other weeks, and by somebody who knows
// every other person in the region. The marks follow from the rules' privacy loss.
AuditCheck check_membership(const NoiseRules& rules, std::uint64_t seed, const Probe& probe,
                            const MembershipSize& size = {});

}  // namespace celltally
