#pragma once

#include "audit/audit_check.hpp"
#include "audit/box/box_options.hpp"

namespace celltally {

// Privacy reference, section 3, rows 2 and 7: somebody who knows everybody in a cell but one, or
// filled it with devices of their own, and wants to know of that one. The probe counts the same day
// twice, in many cells, with that one device in each and without. How far apart what it tells is,
// in widths of what it tells, is the mu of Gaussian differential privacy; it must not be more than
// promised. Throws AuditStopped.
AuditCheck check_neighbouring(const BoxOptions& options);

}  // namespace celltally
