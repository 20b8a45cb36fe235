#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "ship/listed_segment.hpp"
#include "vocabulary/timestamp.hpp"

namespace celltally {

// The outbox as the shipper saw it last.
struct OutboxView {
  std::uint64_t segments = 0;
  std::uint64_t bytes = 0;
  std::uint64_t acknowledged = 0;             // every sink is done up to here
  std::optional<Timestamp> oldest_waiting{};  // when the first one above `acknowledged` was written
  std::string problem{};                      // why it could not be listed; empty when it could
};

// When the first segment after `done` was written; nothing when there is none. `listed`: by
// sequence; a time that could not be read is passed over.
std::optional<Timestamp> oldest_after(std::span<const ListedSegment> listed, std::uint64_t done);

// `listed`: by sequence.
OutboxView outbox_view(std::span<const ListedSegment> listed, std::uint64_t acknowledged);

}  // namespace celltally
