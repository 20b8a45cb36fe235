#pragma once

#include "outbox/line_cursor.hpp"
#include "outbox/segment_header.hpp"

namespace celltally {

// Reads a segment's first line, which the cursor is at the beginning of. Anything but exactly what
// header_line() writes, and values out of range, are the cursor's problem; the header is of no use
// then.
SegmentHeader read_header(LineCursor& line);

}  // namespace celltally
