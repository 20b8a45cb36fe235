#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "outbox/ledger_entry.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// What must hold from one line of the ledger to the next: numbers go up by one, each line tells the
// hash of the one before, no moment of a statistic is released twice, and on one day it is
// released by one protection.
class LedgerChain {
 public:
  // Takes the next line, without its break. The error: why it cannot be the next.
  Result<LedgerEntry, std::string> follow(std::string_view text);

  // Why this release may not be; "" when it may.
  std::string objection(const LedgerEntry& entry) const;

  // What the next line must tell.
  std::uint64_t next_number() const noexcept { return number_ + 1; }
  const std::string& hash() const noexcept { return hash_; }

 private:
  using Spans = std::map<Timestamp, Timestamp>;  // from, to; apart from one another

  bool overlaps(const LedgerEntry& entry) const;
  void remember(const LedgerEntry& entry);

  std::uint64_t number_ = 0;
  std::string hash_ = std::string(64, '0');
  std::map<Statistic, Spans> released_;
  std::map<std::pair<Statistic, Timestamp>, SegmentHeader::Protection> protections_;  // by day
};

}  // namespace celltally
