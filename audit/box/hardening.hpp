#pragma once

#include "audit/audit_check.hpp"
#include "audit/box/box_options.hpp"

namespace celltally {

// Privacy reference, section 3, rows 11 and 19: whoever makes a daemon crash for its core dump,
// looks at what was swapped out, or has a message make it do what it should not. Both daemons are
// looked at while they work, without a service manager: what that does beside, they cannot count
// on. As root they run as the user celltally, or as nobody. Throws AuditStopped.
AuditCheck check_hardening(const BoxOptions& options);

}  // namespace celltally
