#pragma once

#include <string>

#include "disclose/released_rows.hpp"
#include "outbox/segment_header.hpp"

namespace celltally {

// A segment's bytes, and the SHA-256 that its end line tells.
struct SegmentText {
  std::string bytes;
  std::string sha256;
};

// A window's rows as a segment: docs/formats/segment.md. It takes what the Gate released and
// nothing else, so nothing else can leave the probe. The header's `rows` is not looked at, the rows
// are counted.
//
// REQUIRES: the header's values are in their ranges; all rows are of its statistic and window and
// sorted as Gate::release gives them.
SegmentText segment_text(const SegmentHeader& header, const ReleasedRows& rows);

// Only the first line, with its line break. REQUIRES: values in their ranges.
std::string header_line(const SegmentHeader& header);

}  // namespace celltally
