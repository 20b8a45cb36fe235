#pragma once

#include <string>

#include "aggregate/calendar.hpp"
#include "aggregate/closed_window.hpp"
#include "disclose/noise_rules.hpp"
#include "outbox/ledger.hpp"
#include "outbox/segment_header.hpp"
#include "vocabulary/result.hpp"
#include "vocabulary/statistic.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// The rules of noise and the ledger of what was released by them. Control thread.
class Spending {
 public:
  Spending(NoiseRules rules, Calendar calendar, Ledger ledger)
      : rules_(std::move(rules)), calendar_(std::move(calendar)), ledger_(std::move(ledger)) {}

  // REQUIRES: the statistic has rules.
  SegmentHeader::Protection protection_of(Statistic statistic) const;

  // Notes in the ledger that the window is released. The error, a line: it may not be.
  Result<SegmentHeader::Ledger, std::string> spend(const std::string& probe,
                                                   const ClosedWindow& window, Timestamp now);

 private:
  NoiseRules rules_;
  Calendar calendar_;
  Ledger ledger_;
};

}  // namespace celltally
