#pragma once

#include <cstdint>
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
  RowNoise read_noise(LineCursor& line, std::uint64_t value) const;
  void read_key(LineCursor& line, RowKey& key) const;

  Statistic statistic_;
  SegmentHeader::Protection protection_;
  bool has_place_;
  bool may_have_no_key_;
  std::string begin_;  // up to the place
  std::string after_place_;
  std::string before_word_;
  std::string end_;
};

}  // namespace celltally
