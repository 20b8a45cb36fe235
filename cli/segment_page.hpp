#pragma once

#include <string>

#include "cli/output.hpp"
#include "outbox/segment.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// `celltally outbox show`: one segment for people to read.
class SegmentPage {
 public:
  // `which` is a sequence number in the folder, or, with a / in it, a file. The error is one line.
  static Result<SegmentPage, std::string> of(const std::string& folder, const std::string& which);

  // The header in plain words, then the rows.
  void print(Output& out) const;

  // The file as it is.
  const std::string& bytes() const noexcept { return bytes_; }

 private:
  void print_header(Output& out) const;
  void print_rows(Output& out) const;

  std::string bytes_;
  Segment segment_;
};

}  // namespace celltally
