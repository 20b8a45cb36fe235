#pragma once

#include <cstdint>

#include "vocabulary/timestamp.hpp"

namespace celltally {

// A segment that lies in the outbox, by its file alone.
struct ListedSegment {
  std::uint64_t sequence = 0;
  std::uint64_t bytes = 0;
  Timestamp written;
};

}  // namespace celltally
