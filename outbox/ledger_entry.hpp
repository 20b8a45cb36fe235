#pragma once

#include <cstdint>
#include <string>

#include "outbox/segment_header.hpp"
#include "vocabulary/statistic.hpp"
#include "vocabulary/timestamp.hpp"
#include "vocabulary/window.hpp"

namespace celltally {

// One line of the ledger: that a window was released, and with what noise. A window is released
// once, for each release of other noise would take some of it off.
struct LedgerEntry {
  std::uint64_t number = 1;  // each line's is one more than that of the line before
  Timestamp at;              // when it was written, whole seconds
  std::string probe;
  Timestamp day;  // the beginning of the day, 04:00, that the window is of
  Statistic statistic = Statistic::presence;
  Window window;
  SegmentHeader::Protection protection;  // with noise
  std::string previous;                  // SHA-256 of the line before; zeroes of the first

  friend bool operator==(const LedgerEntry&, const LedgerEntry&) = default;
};

}  // namespace celltally
