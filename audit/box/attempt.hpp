#pragma once

#include <functional>

#include "audit/audit_check.hpp"
#include "audit/box/box_options.hpp"

namespace celltally {

// Runs an attack that fills this check in and judges it. What keeps it from being run makes it
// skipped, with why: a program that is missing, or a std::runtime_error such as that there is no
// room. ProgramFailed makes it failed. AuditStopped goes on.
AuditCheck attempt(AuditCheck check, const BoxOptions& options,
                   const std::function<void(AuditCheck& check)>& attack);

}  // namespace celltally
