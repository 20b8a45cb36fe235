#pragma once

#include <string>

#include "outbox/line_cursor.hpp"
#include "outbox/segment.hpp"

namespace celltally {

// Reads the rows of one segment: all of them begin and end alike.
class RowReader {
 public:
  explicit RowReader(const SegmentHeader& header);

  // The row on this line. Anything but exactly what append_row() writes for this header is the
  // cursor's problem, and so is a number that its protection would not let out; the row is of no
  // use then.
  SegmentRow read(LineCursor& line) const;

 private:
  std::uint64_t read_value(LineCursor& line) const;

  Statistic statistic_;
  SegmentHeader::Protection protection_;
  std::string before_place_;
  std::string after_place_;
  std::string end_;
};

}  // namespace celltally
