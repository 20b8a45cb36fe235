#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "vocabulary/timestamp.hpp"

namespace celltally {

// One sink in numbers, at one moment. closed = delivered + waiting + refused + dropped, always.
struct SinkTally {
  std::uint64_t closed = 0;  // segments known to have been written since this sink's count began
  std::uint64_t delivered = 0;
  std::uint64_t waiting = 0;  // lie in the outbox
  std::uint64_t refused = 0;
  std::uint64_t dropped = 0;
  std::uint64_t damaged = 0;   // of the dropped
  std::uint64_t attempts = 0;  // since the start of the process; the next two likewise
  std::uint64_t failures = 0;
  std::uint64_t rows = 0;  // in segments delivered
  std::uint64_t done = 0;
  std::string last_error{};
  std::optional<Timestamp> failing_since{};
};

}  // namespace celltally
