#pragma once

#include <chrono>
#include <cstdint>

#include "outbox/segment_reader.hpp"

namespace celltally {

// How much an outbox keeps.
struct OutboxLimits {
  // Of all segments together, in octets; what must go first is what is acknowledged, then what is
  // oldest. The newest segment stays, however long it is.
  std::uint64_t bytes_most = std::uint64_t{1024} * 1024 * 1024;

  // Of one segment, in octets: a longer one would be read by nobody.
  std::uint64_t segment_most = kSegmentOctetsMost;

  // Segments whose window ended longer ago are dropped undelivered; see Outbox.
  std::chrono::seconds age_most = std::chrono::hours{24 * 30};

  // How long a segment stays after its window ended although every sink has it.
  std::chrono::seconds keep_acknowledged = std::chrono::hours{24};

  // Of windows that cannot be written now, in octets of memory. One window stays, however long.
  std::uint64_t memory_most = std::uint64_t{64} * 1024 * 1024;

  // Damaged segments that are kept to be looked at.
  std::uint32_t quarantined_most = 100;
};

}  // namespace celltally
