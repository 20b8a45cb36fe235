#pragma once

#include <cstdint>
#include <optional>

#include "vocabulary/timestamp.hpp"

namespace celltally {

// What an outbox says of itself. Totals count since it was opened; the others are as of now.
// Segments or windows unless said otherwise.
struct OutboxCounters {
  std::uint64_t handed_in = 0;  // total: windows given to add()
  std::uint64_t written = 0;    // total
  std::uint64_t written_bytes = 0;
  std::uint64_t dropped_for_bytes = 0;   // totals: gone undelivered because there were too many,
  std::uint64_t dropped_for_age = 0;     // because they were too old,
  std::uint64_t dropped_for_disk = 0;    // to make room on a full disk,
  std::uint64_t dropped_for_memory = 0;  // never written: too many waited for a disk,
  std::uint64_t dropped_for_length = 0;  // or more rows than a segment takes
  std::uint64_t quarantined = 0;         // total: found damaged
  std::uint64_t quarantine_removed = 0;  // total: damaged ones that made room for others
  std::uint64_t vanished = 0;            // total: removed by somebody else
  std::uint64_t write_failures = 0;      // total: attempts
  std::uint64_t acknowledgements_refused = 0;  // total: no number, or of a segment not yet written

  std::uint64_t waiting = 0;       // on the disk, not acknowledged
  std::uint64_t acknowledged = 0;  // on the disk, not yet removed
  std::uint64_t bytes = 0;         // of both
  std::uint64_t in_memory = 0;     // not on the disk: lost if the process ends
  std::uint64_t in_memory_bytes = 0;
  std::uint64_t undeclared = 0;  // gone, and the next segment will say so
  // When the window of the oldest one that waits, on the disk or in memory, ended.
  std::optional<Timestamp> oldest_waiting;
};

}  // namespace celltally
