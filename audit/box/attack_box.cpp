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
      {"canary", "sends made-up identifiers through, and searches every file", check_canary},
      {"memory", "searches both daemons' memory for them, and for the key", check_memory},
      {"hardening", "tries what a taken-over process could do", check_hardening},
      {"neighbouring", "counts a day with and without one device in each cell", check_neighbouring},
      {"resend", "kills the probe, and asks for the same numbers again", check_resend},
      {"opt-out", "looks for those who opted out in all rows", check_opt_out}};
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
