#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "outbox/segment.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// No segment is longer; about 1.5 million rows.
inline constexpr std::size_t kSegmentOctetsMost = std::size_t{256} * 1024 * 1024;

// A segment from its bytes: docs/formats/segment.md. There is one way to write a segment, and only
// that is read: the same bytes come out of segment_text() again. The error is one line, "FILE:LINE:
// reason" or "FILE: reason", and repeats nothing that stands in the segment; `file` is what to call
// it.
Result<Segment, std::string> read_segment(std::string_view bytes, const std::string& file);

// The first line alone, without looking at the rows or the checksum. `bytes` may end anywhere
// behind it.
Result<SegmentHeader, std::string> read_segment_header(std::string_view bytes,
                                                       const std::string& file);

}  // namespace celltally
