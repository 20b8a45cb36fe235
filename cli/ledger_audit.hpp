#pragma once

#include <optional>
#include <string>

#include "audit/audit_check.hpp"
#include "disclose/noise_rules.hpp"

namespace celltally {

// Whether everything that left an outbox with noise did so once, by a ledger that nobody changed,
// and no day cost more than `promised`: none where a threshold is all. Reads every segment.
AuditCheck audit_ledger(const std::string& folder, const std::optional<NoiseRules>& promised);

}  // namespace celltally
