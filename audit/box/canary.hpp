#pragma once

#include "audit/audit_check.hpp"
#include "audit/box/box_options.hpp"

namespace celltally {

// Privacy reference, section 3, rows 9 and 12: whoever has the disks, the backups and the logs.
// Both daemons work on packets of made-up people, damaged ones among them, at the log level debug;
// then every file that they wrote, and every word that they said, is searched. Throws AuditStopped.
AuditCheck check_canary(const BoxOptions& options);

}  // namespace celltally
