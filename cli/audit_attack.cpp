#include "cli/audit_attack.hpp"

#include "cli/ledger_audit.hpp"
#include "daemon/config_mapping.hpp"

namespace celltally {

std::vector<AuditAttack> audit_attacks() {
  std::vector<AuditAttack> attacks;
  attacks.push_back({.name = "ledger",
                     .what = "reads the outbox for a window that was released twice",
                     .cleans_up = false,
                     .run = [](const AuditAttack::Scope& scope) -> std::vector<AuditCheck> {
                       return {audit_ledger(scope.config.outbox.folder, noise_rules(scope.config))};
                     }});
  return attacks;
}

}  // namespace celltally
