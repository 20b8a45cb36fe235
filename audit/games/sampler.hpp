#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "audit/audit_check.hpp"
#include "disclose/noise_rules.hpp"
#include "noise/random_source.hpp"

namespace celltally {

// So many numbers of a noise, as a probe would draw them.
using Drawing = std::function<std::vector<std::int64_t>(const Noise&, std::size_t numbers)>;

// The product's: a NoisePool. Borrows the source.
Drawing drawing_of(RandomSource& random);

// Row 16 of the threat table: is the noise distributed as it is said to be, to the last integer,
// and does one probe's tell anything of another's? Of each width that the rules have, and of the
// geometric noise that they would have.
AuditCheck check_sampler(const NoiseRules& rules, const Drawing& one, const Drawing& other,
                         std::size_t draws);

}  // namespace celltally
