#pragma once

#include <string>
#include <vector>

#include "cli/compared_row.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// A file of counts (`replay --csv` or `--json`) or of what was true (`simulate --truth`), read
// whole. Columns may come in any order, and others beside them.
struct ComparedFile {
  // Counts say of each row in which state it is, the truth does not.
  enum class Content : std::uint8_t { truth, counts };

  std::string name;
  std::vector<ComparedRow> rows;
  bool exact = false;  // the counts are those of `replay --exact`

  // Fails with FILE:LINE, what is wrong and what to do.
  static Result<ComparedFile, std::string> read(const std::string& name, Content content);
};

}  // namespace celltally
