#include "audit/box/attack_box.hpp"

#include "audit/box/canary.hpp"
#include "audit/box/hardening.hpp"
#include "audit/box/memory.hpp"
#include "audit/box/neighbouring.hpp"
#include "audit/box/opt_out.hpp"
#include "audit/box/resend.hpp"
#include "audit/box/stop_request.hpp"

namespace celltally {

const std::vector<BoxAttack>& box_attacks() {
  static const std::vector<BoxAttack> all{
      {"canary", check_canary},       {"memory", check_memory},
      {"hardening", check_hardening}, {"neighbouring", check_neighbouring},
      {"resend", check_resend},       {"opt-out", check_opt_out}};
  return all;
}

std::vector<AuditCheck> attack_box(const BoxOptions& options) {
  const StopRequest stop;
  std::vector<AuditCheck> checks;
  for (const BoxAttack& attack : box_attacks()) {
    options.tell(attack.name);
    checks.push_back(attack.run(options));
  }
  return checks;
}

}  // namespace celltally
