#include "audit/box/attack_box.hpp"

#include <exception>

#include "audit/box/canary.hpp"
#include "audit/box/hardening.hpp"
#include "audit/box/memory.hpp"
#include "audit/box/neighbouring.hpp"
#include "audit/box/opt_out.hpp"
#include "audit/box/resend.hpp"
#include "audit/box/stop_request.hpp"

namespace celltally {
namespace {

AuditCheck skipped(const BoxAttack& attack, std::string why) {
  AuditCheck check;
  check.name = attack.name;
  check.said = std::move(why);
  return check;
}

AuditCheck run_one(const BoxAttack& attack, const BoxOptions& options) {
  try {
    return attack.run(options);
  } catch (const AuditStopped&) {
    throw;
  } catch (const std::exception& error) {
    return skipped(attack, error.what());
  }
}

}  // namespace

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
    const std::string missing = options.missing_program();
    checks.push_back(missing.empty() ? run_one(attack, options) : skipped(attack, missing));
  }
  return checks;
}

}  // namespace celltally
