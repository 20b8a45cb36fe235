#pragma once

#include <cstddef>
#include <string>

#include "outbox/segment.hpp"

namespace celltally {

// Some rows of a segment, as the body of a request.
struct SegmentBody {
  std::string text;
  std::size_t rows = 0;  // how many of the segment's rows are in it
};

// As many rows from `first` on as fit into `bytes_most`, at most `rows_most`, and at least one when
// there is one. Line 1 is the segment's header with {"part":{"first":...,"rows":...}}, then a row a
// line: docs/formats/https.md.
SegmentBody ndjson_body(const Segment& segment, std::size_t first, std::size_t rows_most,
                        std::size_t bytes_most);

// The same in the shape of the CAMARA project's Population Density Data; made of presence only.
SegmentBody camara_body(const Segment& segment, std::size_t first, std::size_t rows_most,
                        std::size_t bytes_most);

}  // namespace celltally
