#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "outbox/segment.hpp"
#include "ship/listed_segment.hpp"
#include "vocabulary/result.hpp"

namespace celltally {

// Where segments come from: the outbox folder, or a list in a test. Never changes what it reads.
// Every call may come from any thread.
class SegmentSource {
 public:
  struct Problem {
    enum class Kind : std::uint8_t {
      gone,        // no longer there
      damaged,     // there, and will never be whole
      unreadable,  // the world failed: may be read later
    };
    Kind kind = Kind::unreadable;
    std::string text;  // one line
  };

  SegmentSource() = default;
  SegmentSource(const SegmentSource&) = delete;
  SegmentSource& operator=(const SegmentSource&) = delete;
  virtual ~SegmentSource() = default;

  // What is there, by sequence. Whatever is missing below the greatest one listed is gone for good:
  // a segment that was being added during the call is either listed or greater than all listed.
  virtual Result<std::vector<ListedSegment>, std::string> list() const = 0;

  virtual Result<Segment, Problem> read(std::uint64_t sequence) const = 0;
};

}  // namespace celltally
