#pragma once

#include <string>

namespace celltally {

// Why a segment's file could not be read.
struct SegmentFault {
  enum class Kind {
    gone,         // no such file any more: removed meanwhile, or moved to quarantine
    unreachable,  // nothing is known of it: too many open files, no memory, no permission
    damaged,      // it can never be delivered
  };

  Kind kind = Kind::damaged;
  std::string text;  // one line, beginning with the file
};

}  // namespace celltally
