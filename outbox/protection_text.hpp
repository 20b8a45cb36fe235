#pragma once

#include <string>

#include "outbox/line_cursor.hpp"
#include "outbox/segment_header.hpp"

namespace celltally {

// How numbers were protected, as headers of segments and lines of the ledger say it:
// {"mode":"noise",...}.
std::string protection_text(const SegmentHeader::Protection& protection);

// The reverse; anything but exactly that is the cursor's problem.
void read_protection(LineCursor& line, SegmentHeader::Protection& protection);

}  // namespace celltally
