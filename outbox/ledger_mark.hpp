#pragma once

#include <cstdint>
#include <string>

namespace celltally {

// The line of the ledger that was written before a segment.
struct LedgerMark {
  std::uint64_t number = 0;
  std::string sha256;  // of the line; 64 hex digits

  friend bool operator==(const LedgerMark&, const LedgerMark&) = default;
};

}  // namespace celltally
