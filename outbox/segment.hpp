#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "outbox/row_noise.hpp"
#include "outbox/segment_header.hpp"
#include "vocabulary/release_state.hpp"
#include "vocabulary/row_key.hpp"

namespace celltally {

// One row as it stands in a segment. The statistic and the window are the header's.
struct SegmentRow {
  std::string place;  // as in every output: "ecgi:001-01-0000101"; empty for Statistic::quality
  RowKey key;
  ReleaseState state = ReleaseState::no_data;
  std::optional<std::uint64_t> value;  // exactly when published
  RowNoise noise{};                    // only when published, and with noise

  friend bool operator==(const SegmentRow&, const SegmentRow&) = default;
};

// A whole segment as read from the outbox, its checksum verified.
struct Segment {
  SegmentHeader header;
  std::vector<SegmentRow> rows;  // sorted by place, then key
  std::string sha256;            // as its end line says it, 64 hex digits
  std::uint64_t bytes = 0;       // its length
};

}  // namespace celltally
