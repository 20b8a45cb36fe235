#include "audit/box/attempt.hpp"

#include <stdexcept>
#include <utility>

namespace celltally {

AuditCheck attempt(AuditCheck check, const BoxOptions& options,
                   const std::function<void(AuditCheck& check)>& attack) {
  AuditCheck skipped = check;
  skipped.said = options.missing_program();
  if (!skipped.said.empty()) return skipped;
  try {
    attack(check);
    return check;
  } catch (const std::runtime_error& error) {  // of the system and of files, too
    skipped.said = error.what();
    return skipped;
  }
}

}  // namespace celltally
