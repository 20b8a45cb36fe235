#pragma once

#include <map>
#include <span>
#include <vector>

#include "disclose/noise_rules.hpp"
#include "noise/privacy_loss.hpp"
#include "outbox/ledger_entry.hpp"

namespace celltally {

// What of one day was released, as the ledger tells it.
struct SpentDay {
  struct Family {
    std::uint64_t windows = 0;
    FamilyRules rules;  // with the cap as it was spent: of hours, those that were released
  };

  Timestamp day;  // its beginning
  std::map<Statistic, Family> families;

  PrivacyLoss loss() const;
};

// In the order of days.
std::vector<SpentDay> spent_days(std::span<const LedgerEntry> entries);

}  // namespace celltally
