#pragma once

#include <cstdint>

#include "audit/audit_check.hpp"
#include "audit/games/release.hpp"

namespace celltally {

struct ReconstructionSize {
  std::uint32_t people = 10'000;
  std::uint32_t cells = 120;
  std::uint32_t days = 30;            // that are attacked, each zone of each
  std::uint32_t reference_weeks = 4;  // that the attacker has exactly
};

// Row 5 of the threat table: exact numbers are solved for from all that is released of a zone's day
// of presence: cells, rests of sites and of the zone, and what such days were before. Every
// equation has noise in it, so the best solution weighs them by their widths. How many more numbers
// does it hit exactly than a guess from the days before alone?
AuditCheck check_reconstruction(const NoiseRules& rules, std::uint64_t seed, const Probe& probe,
                                const ReconstructionSize& size = {});

}  // namespace celltally
