#pragma once

#include "audit/audit_check.hpp"
#include "audit/box/box_options.hpp"

namespace celltally {

// Privacy reference, section 3, row 17: somebody who opted out is looked for in what is counted.
// The same packets are counted exactly, with those who opted out in them and in the list, and
// without their packets: not one octet may differ. Throws AuditStopped.
AuditCheck check_opt_out(const BoxOptions& options);

}  // namespace celltally
