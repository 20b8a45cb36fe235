#pragma once

#include <string_view>
#include <vector>

#include "audit/audit_check.hpp"
#include "audit/box/box_options.hpp"

namespace celltally {

// One of the attacks on installed programs.
struct BoxAttack {
  std::string_view name;  // as AuditCheck has it
  std::string_view what;  // a few words
  AuditCheck (*run)(const BoxOptions& options);
};

// All there are, in the order in which they are run.
const std::vector<BoxAttack>& box_attacks();

// Runs them all, one after the other. Ctrl-C throws AuditStopped, with all folders and children
// gone.
std::vector<AuditCheck> attack_box(const BoxOptions& options);

}  // namespace celltally
