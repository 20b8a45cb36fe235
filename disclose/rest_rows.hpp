#pragma once

#include <vector>

#include "disclose/family_rules.hpp"
#include "disclose/noise_rules.hpp"
#include "disclose/noisy_row.hpp"

namespace celltally {

// What is withheld, added up: rows of a window that are told together because they are too small
// alone (privacy reference 2.4). Of the cells of a site, then of what is left of each zone, of each
// class apart; of two rows at least, or it would tell one. Where a zone has a single withheld row,
// the smallest published one beside it is withheld too and goes in with it. Knows noisy numbers
// only, and adds them: totals of published rows and rests are right but for the noise.
//
// Changes states in `rows`; the rests are new rows, sorted in no order.
std::vector<NoisyRow> rest_rows(std::vector<NoisyRow>& rows, const NoiseRules& rules,
                                const FamilyRules& family);

}  // namespace celltally
