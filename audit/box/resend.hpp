#pragma once

#include "audit/audit_check.hpp"
#include "audit/box/box_options.hpp"

namespace celltally {

// Privacy reference, section 3, row 8: somebody who has the probe tell the same numbers again, with
// new noise each time, and takes the mean. It is killed at random moments while it releases, and
// started again on the same outbox and packets; whatever was ever seen in the outbox is compared.
// Throws AuditStopped.
AuditCheck check_resend(const BoxOptions& options);

}  // namespace celltally
