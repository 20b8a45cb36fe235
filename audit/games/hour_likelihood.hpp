#pragma once

#include <cstdint>

#include "audit/games/seen_row.hpp"

namespace celltally {

// What an attacker believes of one number without the target, before seeing it released.
struct HourBelief {
  double mean = 0;
  double variance = 0;   // 0: knows it exactly
  double noise = 0;      // the width that the rules say, for what is withheld
  double threshold = 0;  // from which it would have been published
};

// The logarithm of how much more likely the row is with one person more: the best single number to
// tell by (Neyman and Pearson 1933). Noise and crowd are taken to be Gaussian.
double log_likelihood_ratio(const SeenRow& row, const HourBelief& belief);

}  // namespace celltally
