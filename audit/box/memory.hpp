#pragma once

#include "audit/audit_check.hpp"
#include "audit/box/box_options.hpp"

namespace celltally {

// Privacy reference, section 3, row 10: another process, with root's right to look into any. Both
// daemons work on a live interface, in a network of their own; two seconds after the last packet
// their memory is read and searched, and the key's page is tried. Needs root, or is skipped. Throws
// AuditStopped.
AuditCheck check_memory(const BoxOptions& options);

}  // namespace celltally
